"""The one drawer of pictures: plain data in, painted by QPainter, hover and click out.

``pictures`` says what there is to show; ``bars``, ``dumbbells``, ``remainders`` and ``scatter``
each lay one kind out and paint it; ``view`` is the widget that scrolls, hovers and clicks. A
picture never knows its size or colours: they come from the widget and the theme when it is
painted, so it is right at every scale, light and dark.
"""

from ui.charts.pictures import (
    Bar,
    BarPicture,
    Dot,
    Dumbbell,
    DumbbellPicture,
    Line,
    Picture,
    RemainderPicture,
    ScatterPicture,
)
from ui.charts.view import ChartView

__all__ = [
    "Bar",
    "BarPicture",
    "ChartView",
    "Dot",
    "Dumbbell",
    "DumbbellPicture",
    "Line",
    "Picture",
    "RemainderPicture",
    "ScatterPicture",
]
