"""Steps of an explanation, as JSON and as lines."""

from fractions import Fraction

from townoffice.cli.words import Json, cite_texts, figure, put
from townoffice.records import Step, shown


def step_json(step: Step) -> dict[str, Json]:
    """Give a tree of steps; ``rule`` and ``numbers`` let another program do each step again."""
    value: Json = step.value if not isinstance(step.value, Fraction) else None
    document: dict[str, Json] = {"label": step.label, "value": value, "unit": step.unit}
    if isinstance(step.value, Fraction):
        document |= figure("value", step.value, step.decimals)
    if step.rule:
        document |= {"rule": step.rule, "numbers": [str(number) for number in step.numbers]}
    return {
        **document,
        "how": step.how,
        "inferred": step.inferred,
        "cites": cite_texts(step.cites),
        "steps": [step_json(part) for part in step.steps],
    }


def put_step(step: Step, depth: int) -> None:
    """Write a tree of steps, the parts of each indented under it."""
    value = step.value
    text = "" if value is None else str(value)
    if isinstance(value, Fraction):
        text = shown(value, step.decimals)
    mark = "※" if step.inferred else ""
    parts = [f"{step.label} {text}{step.unit if text else ''}{mark}".rstrip()]
    if step.how:
        parts.append(step.how)
    put("  " * depth + "：".join(parts))
    for cite in step.cites:
        put("  " * (depth + 1) + f"〔依据〕{cite.text}")
    for part in step.steps:
        put_step(part, depth + 1)
