"""The nouns of the office: frozen, slotted dataclasses and nothing else.

Floor 2. They are what rooms on one floor hand each other; they know no file, database, clock or
screen. Anything optional is None, never an empty string with a meaning.
"""

from townoffice.records.cited import (
    Cite,
    CitedValue,
    PolicyValue,
    Source,
    State,
    Step,
    StepValue,
)
from townoffice.records.figures import (
    INDICATOR_LABELS,
    INDICATOR_UNITS,
    Category,
    Indicators,
    Measure,
    OwnIndicator,
    PostFact,
    Snapshot,
    UnitFigures,
)
from townoffice.records.intake import (
    Difference,
    IntakeValue,
    Preview,
    PreviewColumn,
    PreviewRow,
    RowStatus,
    SkippedRow,
)
from townoffice.records.office import (
    Act,
    Adoption,
    Changes,
    ImportLog,
    OwnPack,
    PackText,
    PackView,
    Plan,
)
from townoffice.records.results import (
    Classification,
    ClassRow,
    IndicatorShare,
    SizeClass,
    StaffingResult,
    StaffingRow,
    Tie,
    Tranche,
)
from townoffice.records.rounding import half_up, shown, trimmed
from townoffice.records.steps import weighted_part
from townoffice.records.township import (
    County,
    FunctionClass,
    Kind,
    KindGroup,
    Township,
    kind_of_code,
)

__all__ = [
    "INDICATOR_LABELS",
    "INDICATOR_UNITS",
    "Act",
    "Adoption",
    "Category",
    "Changes",
    "Cite",
    "CitedValue",
    "ClassRow",
    "Classification",
    "County",
    "Difference",
    "FunctionClass",
    "ImportLog",
    "IndicatorShare",
    "Indicators",
    "IntakeValue",
    "Kind",
    "KindGroup",
    "Measure",
    "OwnIndicator",
    "OwnPack",
    "PackText",
    "PackView",
    "Plan",
    "PolicyValue",
    "PostFact",
    "Preview",
    "PreviewColumn",
    "PreviewRow",
    "RowStatus",
    "SizeClass",
    "SkippedRow",
    "Snapshot",
    "Source",
    "StaffingResult",
    "StaffingRow",
    "State",
    "Step",
    "StepValue",
    "Tie",
    "Township",
    "Tranche",
    "UnitFigures",
    "half_up",
    "kind_of_code",
    "shown",
    "trimmed",
    "weighted_part",
]
