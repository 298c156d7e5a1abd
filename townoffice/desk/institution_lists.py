"""A list of institutions held against the register, and written into it.

A list says what there is; it is no document that founds, changes or closes. So what the register
does not have is listed (登记), what it has otherwise is put right and asked about (更正登记), and
what the list does not name stays, and is told. Founding, renaming and closing by document is done
on the page 机构设置.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from townoffice.book import Writer
from townoffice.desk.matching import Matcher
from townoffice.desk.standing import Standing
from townoffice.feedback import Level, Problem
from townoffice.records import (
    Category,
    Difference,
    Institution,
    InstitutionKind,
    IntakeValue,
    Nameplate,
    Origin,
    Preview,
    PreviewRow,
    RowStatus,
    Township,
)
from townoffice.sheets.cells import name_key
from townoffice.sheets.fields import FieldList
from townoffice.sheets.institutions import InstitutionList, ListedInstitution, ListedUnit

KIND = "institutions"
_CATEGORY = {
    InstitutionKind.PARTY_GOV_OFFICE: Category.ADMIN,
    InstitutionKind.PUBLIC_INSTITUTION: Category.INSTITUTION,
}
_BY_DOCUMENT = frozenset({"kind", "authorized", "level"})
_TOLD = 8
_Values: TypeAlias = dict[str, IntakeValue]


class InstitutionComparison:
    """Compares a list with the register; ``rows``, ``missing``, ``problems`` come of it."""

    def __init__(
        self,
        standing: Standing,
        matcher: Matcher,
        fields: FieldList,
        institutions: Sequence[Institution],
        plates: Sequence[Nameplate],
    ) -> None:
        self._standing = standing
        self._matcher = matcher
        self._fields = fields
        self._held = [one for one in institutions if one.exists(standing.on)]
        self._plates = [one for one in plates if one.exists(standing.on)]
        self._next = max((one.number for one in institutions), default=0) + 1
        self.rows: list[PreviewRow] = []
        self.missing: tuple[Township, ...] = ()
        self.problems: list[Problem] = []

    def compare(self, found: InstitutionList) -> None:
        """Match every unit of the list and compare its institutions."""
        named: set[int | None] = set()
        for unit in found.units:
            township = self._township(unit, found.title)
            if township is None or township.id is None:
                self.rows += [_left_out(unit, one) for one in unit.institutions]
                continue
            named.add(township.id)
            self._compare_unit(unit, township, township.id)
        if (foreign := self._matcher.foreign()) is not None:
            self.problems.append(foreign)
        self.missing = tuple(t for t in self._standing.present if t.id not in named)
        self._ask_about_changes()
        self.problems = [
            Problem(p.level, p.what, p.hint, p.cell, found.sheet) for p in self.problems
        ]

    def _township(self, unit: ListedUnit, title: str) -> Township | None:
        """Find the unit of a line; of a list without any, the one its title speaks of."""
        if unit.line is None:
            said = [t for t in self._standing.present if t.name in title]
            longest = max((len(t.name) for t in said), default=0)
            best = [t for t in said if len(t.name) == longest]
            if len(best) == 1:
                return best[0]
            self._ask(
                "表里没有写是哪个乡镇（街道）的机构，没有导入",
                "请加一列“乡镇（街道）”，或在标题里写明",
                unit.institutions[0].cell,
            )
            return None
        match = self._matcher.find(unit.line)
        if match.new:
            self._ask(
                f"台账中没有{unit.line.name or unit.line.code}，它的机构没有导入",
                "请先导入乡镇（街道）表，或核对名称和代码",
                unit.line.cell,
            )
        else:
            self.problems += match.problems
        return match.township

    def _compare_unit(self, unit: ListedUnit, township: Township, unit_id: int) -> None:
        held = {name_key(i.name): i for i in self._held if i.township_id == unit_id}
        place = max((i.place for i in held.values()), default=0)
        seen: dict[str, str] = {}
        for one in unit.institutions:
            key = name_key(one.name)
            if key in seen:
                what = f"{township.name}的“{one.name}”重复出现，前面 {seen[key]} 已有"
                self.problems.append(Problem(Level.STOP, what, "请删去重复的一行", one.cell))
                continue
            seen[key] = one.cell
            if (base := held.get(key)) is not None:
                self.rows.append(self._known(township, base, one))
            elif one.kind is None:
                self._say_no_kind(one)
                self.rows.append(_left_out(unit, one))
            else:
                place += 1
                self.rows.append(self._new(township, unit_id, place, one, one.kind))
        self._tell_unnamed(township, [i for key, i in held.items() if key not in seen])

    def _new(
        self,
        township: Township,
        unit_id: int,
        place: int,
        one: ListedInstitution,
        kind: InstitutionKind,
    ) -> PreviewRow:
        made = Institution(
            number=self._next,
            township_id=unit_id,
            kind=kind,
            name=one.name,
            place=place,
            category=_CATEGORY.get(kind),
            origin=Origin.LISTED,
            valid_from=one.since,
        )
        self._next += 1
        made = _with(made, one)
        plates = tuple(self._plate(made, name, one) for name in one.plates or ())
        return _row(RowStatus.ADDED, township, one, (), made, plates)

    def _known(self, township: Township, base: Institution, one: ListedInstitution) -> PreviewRow:
        new = _with(base, one)
        if one.kind is not None:
            new = replace(new, kind=one.kind)
        differences = list(self._differences(base, new, one))
        hung = {p.name for p in self._plates if p.host == base.number}
        plates = []
        for name in one.plates or ():
            if name not in hung:
                plates.append(self._plate(base, name, one))
                cell = one.cells.get("plates", one.cell)
                differences.append(Difference("plates", "加挂牌子", None, name, cell))
        if one.plates is not None and (gone := [n for n in sorted(hung) if n not in one.plates]):
            what = f"{township.name}{base.name}登记的牌子“{'、'.join(gone)}”表里没有，保持不变"
            hint = "已摘牌的，请在机构设置里摘牌"
            self.problems.append(Problem(Level.NOTE, what, hint, one.cells.get("plates", one.cell)))
        status = RowStatus.CHANGED if differences else RowStatus.UNCHANGED
        changed = new if new != base else None
        return _row(status, township, one, tuple(differences), changed, tuple(plates))

    def _plate(self, host: Institution, name: str, one: ListedInstitution) -> Nameplate:
        doc_no = one.values.get("doc_no")
        return Nameplate(
            host.township_id,
            host.number,
            name,
            str(doc_no) if doc_no is not None else None,
            one.since,
        )

    def _differences(
        self, base: Institution, new: Institution, one: ListedInstitution
    ) -> Iterator[Difference]:
        for key, label in (("kind", "机构类别"), *self._labels()):
            old, now = (_shown(getattr(record, key)) for record in (base, new))
            if old != now:
                yield Difference(key, label, old, now, one.cells.get(key, one.cell))

    def _labels(self) -> Iterator[tuple[str, str]]:
        for key in ("authorized", "actual", "deputies", "level", "head", "duties", "doc_no"):
            yield key, self._fields.field(key).label

    def _ask_about_changes(self) -> None:
        """Ask once about all that a document should have changed."""
        moved = [(row, d) for row in self.rows for d in row.differences if d.field in _BY_DOCUMENT]
        if not moved:
            return
        said = "、".join(
            f"{row.name}{row.values['institution']}{d.label} {d.old or '—'}→{d.new or '—'}"
            for row, d in moved[:_TOLD]
        )
        more = f"等 {len(moved)} 处" if len(moved) > _TOLD else ""
        self._ask(
            f"按更正登记写入：{said}{more}",
            "确是登记有误的可以照样导入；由新文件调整的，请在机构设置里按文号办理",
            moved[0][1].cell,
        )

    def _say_no_kind(self, one: ListedInstitution) -> None:
        if not one.kind_text:  # an unknown word was asked about where it stands
            self._ask(
                f"{one.name}没有写机构类别，没有导入",
                "请写明党政机构、执法队伍或事业单位",
                one.cell,
            )

    def _tell_unnamed(self, township: Township, held: Sequence[Institution]) -> None:
        if held:
            names = "、".join(one.name for one in held[:_TOLD])
            more = f"等 {len(held)} 个" if len(held) > _TOLD else ""
            what = f"{township.name}登记的{names}{more}表里没有，保持不变"
            self.problems.append(Problem(Level.NOTE, what, "已撤销的，请在机构设置里按文号撤销"))

    def _ask(self, what: str, hint: str, cell: str) -> None:
        self.problems.append(Problem(Level.ASK, what, hint, cell))


def enter(writer: Writer, preview: Preview) -> None:
    """Write every institution and name plate that is new or put right."""
    rows = (*preview.added, *preview.changed)
    institutions = [row.institution for row in rows if row.institution is not None]
    writer.add_all([one for one in institutions if one.id is None])
    writer.update_all([one for one in institutions if one.id is not None])
    writer.add_all([plate for row in rows for plate in row.plates])


def _with(base: Institution, one: ListedInstitution) -> Institution:
    """Put what the list states over an institution; an empty cell takes nothing away."""

    def words(key: str, held: str | None) -> str | None:
        value = one.values.get(key)
        return value if isinstance(value, str) else held

    def count(key: str, held: int | None) -> int | None:
        value = one.values.get(key)
        return value if isinstance(value, int) else held

    return replace(
        base,
        authorized=count("authorized", base.authorized),
        actual=count("actual", base.actual),
        deputies=count("deputies", base.deputies),
        level=words("level", base.level),
        head=words("head", base.head),
        duties=words("duties", base.duties),
        doc_no=words("doc_no", base.doc_no),
    )


def _shown(value: object) -> str | int | None:
    if isinstance(value, InstitutionKind):
        return value.label
    return value if isinstance(value, str | int) else None


def _row(
    status: RowStatus,
    township: Township,
    one: ListedInstitution,
    differences: tuple[Difference, ...],
    institution: Institution | None,
    plates: tuple[Nameplate, ...],
) -> PreviewRow:
    return PreviewRow(
        status,
        one.cell,
        township.code,
        township.name,
        township.kind,
        township,
        _values(one),
        differences,
        cells=one.cells,
        institution=institution,
        plates=plates,
    )


def _left_out(unit: ListedUnit, one: ListedInstitution) -> PreviewRow:
    code, name = (unit.line.code, unit.line.name) if unit.line else (None, None)
    return PreviewRow(RowStatus.LEFT_OUT, one.cell, code, name, None, None, _values(one))


def _values(one: ListedInstitution) -> _Values:
    """Give what the list says of an institution, by field."""
    said: _Values = {"institution": one.name, "kind": one.kind.label if one.kind else None}
    if one.plates is not None:
        said["plates"] = "、".join(one.plates)
    if one.since is not None:
        said["since"] = one.since.isoformat()
    return said | dict(one.values)
