"""S0.4, S3.2, S4.2: how many institutions and name plates a unit may have."""

from collections.abc import Iterator
from functools import partial

from townoffice.compliance.rule import Case, Check, Found
from townoffice.institutions import Bound
from townoffice.records import InstitutionKind

_MERGE = "请撤并，或取得批准文件后登记"


def of_kind(kind: InstitutionKind) -> Check:
    """Make the check of one kind: within its least and most, and under the inferred line."""
    return partial(_count, kind=kind)


def _count(case: Case, *, kind: InstitutionKind) -> Iterator[Found]:
    limit = case.limits.of(kind)
    actual = case.unit.register.of(kind).count
    if limit.most is not None and actual > limit.most.figure:
        yield _over(kind.label, actual, "个", limit.most)
    elif limit.line is not None and actual > limit.line.figure:
        size = case.unit.size_class
        whose = f"{size.label}的推定上限" if size is not None else "推定上限"
        yield _over(kind.label, actual, "个", limit.line, whose)
    if limit.least is not None and actual < limit.least.figure:
        low = limit.least
        yield Found(
            f"{kind.label}{actual}个，少于下限{low.figure}个",
            "请核对是否登记齐全；确需少设的，取得批准文件后登记",
            (low.value,),
            limit=low.figure,
            actual=actual,
            warns=True,
        )


def _over(
    label: str, actual: int, unit: str, most: Bound, whose: str = "上限", hint: str = _MERGE
) -> Found:
    return Found(
        f"{label}{actual}{unit}，超过{whose}{most.figure}{unit}，多{actual - most.figure}{unit}",
        hint,
        (most.value,),
        limit=most.figure,
        actual=actual,
    )


def together(case: Case) -> Iterator[Found]:
    """All counted institutions against the total."""
    most, actual = case.limits.total, case.unit.register.count
    if most is not None and actual > most.figure:
        yield _over("机构合计", actual, "个", most)


def plates(case: Case) -> Iterator[Found]:
    """All name plates against their limit; those without a document are named."""
    most, hanging = case.limits.nameplates, case.unit.register.plates
    if most is None or len(hanging) <= most.figure:
        return
    bare = [plate.name for plate in hanging if plate.doc_no is None]
    more = "请取消多出的牌子，或取得批准文件后登记"
    hint = f"请取消没有批准文号的：{'、'.join(bare)}" if bare else more
    yield _over("加挂牌子", len(hanging), "块", most, hint=hint)


def plate_documents(case: Case) -> Iterator[Found]:
    """Every plate has the document that allowed it."""
    value = case.policies.says("institutions.nameplate_document", "required")
    if value is None:
        return
    for plate in case.unit.register.plates:
        if plate.doc_no is None:
            yield Found(
                f"牌子“{plate.name}”没有批准文号",
                "请补登批准文号，或取消牌子",
                (value,),
                plate.name,
                "有文号",
                "无",
            )


def plate_hosts(case: Case) -> Iterator[Found]:
    """Every plate hangs on an institution that is there."""
    value = case.policies.says("institutions.nameplate_host", "required")
    if value is None:
        return
    for plate in case.unit.register.loose:
        why = "没有写明挂在哪个机构" if plate.host is None else "所挂的机构已撤并或不在本单位"
        yield Found(
            f"牌子“{plate.name}”{why}",
            "请改挂到现有机构，或取消牌子",
            (value,),
            plate.name,
            "有主体机构",
            "无",
        )
