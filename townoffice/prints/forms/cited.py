"""What a table says about the policy values it rests on: 依据, 本次测算选定, ※推定.

Nothing here knows a policy: states, citations and notes travel with the values in the result.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from townoffice.prints.forms.words import LIST_MARK, percent, plain
from townoffice.records import (
    INDICATOR_LABELS,
    CitedValue,
    ClassRow,
    State,
    WordList,
    bound_word,
    policy_word,
)

Parameters = Sequence[CitedValue]

_SHARED_OUT = frozenset({*INDICATOR_LABELS, "population", "equal", "class"})
"""What weights are given to, written as a ratio; other named numbers are a list."""


def find(parameters: Parameters, key: str) -> CitedValue | None:
    """Find a value by the last part of its name (``cut_1`` finds ``classification.cut_1``)."""
    return next((value for value in parameters if value.name.rpartition(".")[2] == key), None)


def rests_on_inference(parameters: Parameters, *keys: str) -> bool:
    """Tell whether one of the values of those keys is inferred: then ※ stands."""
    values = (find(parameters, key) for key in keys)
    return any(value is not None and value.state is State.INFERRED for value in values)


def weights_words(pairs: Iterable[tuple[str, Decimal]]) -> str:
    """Write weights as 户籍人口、财政收入、辖区面积5:3:2, other numbers as 一类35、二类30."""
    named = tuple(pairs)
    if not all(name in _SHARED_OUT for name, _ in named):
        return LIST_MARK.join(f"{policy_word(name)}{plain(figure)}" for name, figure in named)
    labels = (policy_word(name) for name, _ in named)
    return f"{LIST_MARK.join(labels)}{':'.join(plain(weight) for _, weight in named)}"


def is_points(value: CitedValue) -> bool:
    """Tell whether a value is a table of points."""
    return isinstance(value.value, tuple) and ".points_" in value.name


def points_words(value: CitedValue) -> str:
    """Write a table of points as 0人起10分、2万人起20分."""
    assert isinstance(value.value, tuple)
    steps = (f"{bound_word(value.name, b)}{plain(points)}分" for b, points in value.value)
    return LIST_MARK.join(steps)


def points_table(parameters: Parameters, field: str) -> tuple[tuple[Fraction, Fraction], ...]:
    """Give the steps (inclusive lower bound in base units, points) an indicator is read by."""
    key = "population" if field in {"registered_population", "resident_population"} else field
    value = find(parameters, f"points_{key}")
    if value is None or not isinstance(value.value, tuple):
        return ((Fraction(0), Fraction(0)),)
    return tuple((Fraction(bound), Fraction(points)) for bound, points in value.value)


def amount(value: CitedValue) -> str:
    """Write a value as people say it; '' for a missing one or a word of the program's own."""
    figure = value.value
    if figure is None or isinstance(figure, str):
        return ""
    if isinstance(figure, tuple):
        return points_words(value) if is_points(value) else weights_words(figure)
    if isinstance(figure, WordList):
        return LIST_MARK.join(map(policy_word, figure.words))
    if value.unit == "比例":
        return percent(figure)
    return f"{plain(figure)}{value.unit}"


def sources(parameters: Parameters, states: Iterable[State] = (State.STATED,)) -> str:
    """List the places the stated values come from, each document once, its clauses after it."""
    wanted = frozenset(states)
    clauses: dict[str, list[str]] = {}
    for value in parameters:
        if value.state not in wanted:
            continue
        for cite in value.cites:
            document = cite.text.removesuffix(cite.clause)
            held = clauses.setdefault(document, [])
            if cite.clause and cite.clause not in held:
                held.append(cite.clause)
    return "；".join(
        f"{document}“{'”“'.join(held)}”" if held else document for document, held in clauses.items()
    )


def chosen_words(parameters: Parameters, further: Iterable[str] = ()) -> str:
    """Name what was set for this calculation only, as one sentence; '' if nothing was."""
    named = [
        f"{value.label}{amount(value) or _word(value)}"
        for value in parameters
        if value.state is State.CHOSEN
    ]
    words = [*named, *further]
    return f"本次测算选定：{'；'.join(words)}。" if words else ""


def _word(value: CitedValue) -> str:
    return f"为{policy_word(value.value)}" if isinstance(value.value, str) else ""


def adopted_words(adoption: str) -> str:
    """Say by which document the county adopted the policy; '' if the result does not tell."""
    return f"本县采用：{adoption}。" if adoption else ""


def decided_words(rows: Iterable[ClassRow]) -> str:
    """Name the classes set by a document of the county beside what was calculated; '' if none."""
    words = []
    for row in rows:
        if row.overridden is None or row.size_class is None:
            continue
        found = row.overridden.calculated
        calculated = f"测算为{found.label}" if found else "未测算出类别"
        reason = f"，{row.overridden.reason}" if row.overridden.reason else ""
        words.append(
            f"{row.name}{calculated}，定为{row.size_class.label}（{row.overridden.doc_no}{reason}）"
        )
    return f"类别由本县文件确定的：{'；'.join(words)}。" if words else ""


def decided_remark(row: ClassRow) -> str:
    """Say in few words that a class was set by a document; '' if it was calculated."""
    if row.overridden is None:
        return ""
    found = row.overridden.calculated
    return f"测算{found.label}，文件定类" if found else "文件定类"


def inferred_words(parameters: Parameters, deciding: str, further: Iterable[str] = ()) -> str:
    """Say what is inferred and who must decide; '' if nothing is inferred."""
    notes = [
        (value.note or f"{value.label}{amount(value)}").rstrip("。；")
        for value in parameters
        if value.state is State.INFERRED
    ]
    words = list(dict.fromkeys([*notes, *further]))
    return f"{'；'.join(words)}。均未见文件规定，须报{deciding}审定。" if words else ""
