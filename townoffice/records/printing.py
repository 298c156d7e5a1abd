"""What stands on the screen and is to be printed as it stands there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownContest:
    """The evaluation on the screen."""

    contest_id: int
