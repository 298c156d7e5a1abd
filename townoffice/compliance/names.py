"""S4.2: institutions and plates set up to mirror a department above (上下对口); only suspected."""

from collections.abc import Iterator
from functools import lru_cache

from townoffice.compliance.rule import Case, Found
from townoffice.institutions import core_of, plain_name
from townoffice.policy import words
from townoffice.records import Template


def counterparts(case: Case) -> Iterator[Found]:
    """Point out names that are a department's field and nothing else, outside the template."""
    forbidden = case.policies.says("discipline.counterpart", "forbidden")
    listed = case.policies.value("discipline.counterpart_words")
    if forbidden is None or listed is None:
        return
    fields, template = frozenset(words(listed)), case.policies.template
    for row in case.unit.register.rows:
        record = row.institution
        named = [(record.name, str(record.number), "机构")]
        named += [(plate.name, plate.name, "牌子") for plate in row.plates]
        for name, subject, what in named:
            plain = plain_name(name, case.unit.township)
            if _field(plain) in fields and not _known(plain, template):
                yield Found(
                    f"{what}“{name}”与县级部门业务名称一致，疑为上下对口设置",
                    "请核对设置依据；有法律法规依据的，登记文号后不再提醒",
                    (forbidden, listed),
                    subject,
                    "不对口",
                    name,
                    warns=True,
                )


def _known(name: str, template: Template | None) -> bool:
    """Tell whether the document in force itself sets up what is called so."""
    return template is not None and any(
        name in map(plain_name, (row.name, *row.nameplates, *row.known_as)) for row in template.rows
    )


@lru_cache(maxsize=4096)  # the same few names stand in every unit of a county
def _field(name: str) -> str:
    """Give a name without the word for its kind and without 工作, 事务, 服务 before it."""
    core = core_of(name)
    return next((core[:-2] for end in ("工作", "服务") if core.endswith(end)), core)
