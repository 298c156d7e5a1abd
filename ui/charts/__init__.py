"""The one drawer of pictures: plain data in, painted by QPainter, hover and click out.

``pictures`` says what there is to show; ``bars``, ``dumbbells``, ``remainders``, ``scatter``,
``shares``, ``strip``, ``tree`` and ``waterfall`` each lay one kind out and paint it; ``view`` is
the widget that scrolls, hovers and clicks, ``treeview`` the one that also folds. A picture never
knows its size or colours: they come from the widget and the theme when it is painted, so it is
right at every scale, light and dark.
"""

from ui.charts.pictures import (
    Bar,
    BarPicture,
    Dot,
    Dumbbell,
    DumbbellPicture,
    Fall,
    Line,
    Picture,
    RemainderPicture,
    ScatterPicture,
    Share,
    SharePicture,
    Spot,
    StripPicture,
    TreePicture,
    WaterfallPicture,
)
from ui.charts.treeview import TreeView
from ui.charts.view import ChartView

__all__ = [
    "Bar",
    "BarPicture",
    "ChartView",
    "Dot",
    "Dumbbell",
    "DumbbellPicture",
    "Fall",
    "Line",
    "Picture",
    "RemainderPicture",
    "ScatterPicture",
    "Share",
    "SharePicture",
    "Spot",
    "StripPicture",
    "TreePicture",
    "TreeView",
    "WaterfallPicture",
]
