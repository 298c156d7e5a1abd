"""Which record lies in which table, and how a row becomes a record and back.

A record's fields and its table's columns bear the same names and stand in the same order, so one
description serves all nouns: rows come out of the typed columns ready and are handed to the
record's constructor by position.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Generic, TypeAlias, TypeVar, cast

import sqlalchemy as sa

from townoffice.book import schema
from townoffice.book.batches import as_stored
from townoffice.records import (
    Adjustment,
    Adoption,
    Agency,
    Appraisal,
    AssessmentIndicator,
    Ballot,
    ClassOverride,
    Contest,
    Enforcement,
    Entrant,
    GradeDecision,
    ImportLog,
    Indicators,
    Institution,
    Layout,
    LeadershipSeat,
    Mark,
    ModuleLeader,
    Nameplate,
    OwnIndicator,
    OwnPack,
    Plan,
    Platform,
    PostFact,
    Remembered,
    RightGrant,
    RightUse,
    Setting,
    Township,
    TransferEntry,
    TurnoverGrant,
    VoterGroup,
    Waiver,
)

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Record: TypeAlias = (
    Township
    | Indicators
    | OwnIndicator
    | PostFact
    | LeadershipSeat
    | ClassOverride
    | Adoption
    | OwnPack
    | Plan
    | ImportLog
    | Setting
    | Remembered
    | TransferEntry
    | TurnoverGrant
    | Institution
    | Nameplate
    | Agency
    | Enforcement
    | Platform
    | RightGrant
    | RightUse
    | ModuleLeader
    | Waiver
    | Contest
    | AssessmentIndicator
    | Entrant
    | Mark
    | Adjustment
    | Ballot
    | VoterGroup
    | GradeDecision
    | Appraisal
    | Layout
)
A = TypeVar("A", bound=Record)
_OF_THE_BOOK = {"id", "row_version", "adopted_at", "adopted_by", "check_code"}


@dataclass(frozen=True, slots=True)
class Noun(Generic[R_co]):
    """One noun: its record, its table, and its Chinese name.

    ``elsewhere`` names the columns whose name differs from the field's, or that lie in another
    table joined by ``source``.
    """

    record: Callable[..., R_co]
    table: sa.Table
    label: str
    field_names: tuple[str, ...]
    elsewhere: Mapping[str, sa.Column[object]] = field(default_factory=dict)
    source: sa.FromClause | None = None

    def column(self, name: str) -> sa.Column[object]:
        """Find the column of a field."""
        return self.elsewhere[name] if name in self.elsewhere else self.table.c[name]

    def read(
        self,
        connection: sa.Connection,
        *where: sa.ColumnElement[bool],
        order: tuple[str, ...] = (),
    ) -> tuple[R_co, ...]:
        """Read the records that meet ``where``, in the order of the fields named, then by id."""
        query = sa.select(*(self.column(name) for name in self.field_names))
        query = query.select_from(self.table if self.source is None else self.source)
        query = query.where(*where).order_by(*(self.column(name) for name in (*order, "id")))
        record = self.record
        return tuple([record(*row) for row in connection.execute(query).all()])

    def stored(
        self, connection: sa.Connection, columns: Mapping[str, Iterable[object]]
    ) -> dict[str, list[object]]:
        """Turn columns by field into columns by their name in the table, values as stored."""
        found = {self.column(name): values for name, values in columns.items()}
        return {
            column.name: list(as_stored(connection, column, values))
            for column, values in found.items()
        }

    def columns_of(self, records: Sequence[Record]) -> dict[str, Iterable[object]]:
        """Take what a writer may set out of records, field by field; the rest is the book's."""
        free = (name for name in self.field_names if name not in _OF_THE_BOOK)
        return {name: map(attrgetter(name), records) for name in free}


def _noun(record: type[R], table: sa.Table, label: str, **elsewhere: sa.Column[object]) -> Noun[R]:
    names = tuple(part.name for part in fields(record))  # type: ignore[arg-type]  # R is one of the records, all dataclasses
    return Noun(record, table, label, names, elsewhere)


TOWNSHIPS = _noun(Township, schema.townships, "乡镇（街道）")
INDICATORS = _noun(Indicators, schema.indicators, "指标")
OWN_INDICATORS = _noun(OwnIndicator, schema.own_indicators, "自设指标")
POST_FACTS = _noun(PostFact, schema.post_facts, "编制与实有")
LEADERSHIP_SEATS = _noun(LeadershipSeat, schema.leadership_seats, "领导任职")
CLASS_OVERRIDES = _noun(ClassOverride, schema.class_overrides, "文件定类")
ADOPTIONS = _noun(Adoption, schema.adoptions, "政策采用", group=schema.adoptions.c.kind_group)
OWN_PACKS = _noun(OwnPack, schema.own_packs, "本县政策")
IMPORT_LOGS = _noun(ImportLog, schema.import_logs, "导入记录")
SETTINGS = _noun(Setting, schema.settings, "县设置")
REMEMBERED = _noun(Remembered, schema.remembered, "导入对应")
TRANSFERS = _noun(TransferEntry, schema.transfers, "编制调剂")
TURNOVER_GRANTS = _noun(TurnoverGrant, schema.turnover_grants, "周转编制")
PLANS = Noun(
    Plan,
    schema.plans,
    "已采用方案",
    tuple(part.name for part in fields(Plan)),
    {"check_code": schema.changes.c.digest},
    schema.plans.join(schema.changes, schema.plans.c.adopted_in == schema.changes.c.id),
)

NOUNS: Mapping[type[Record], Noun[Record]] = {
    Township: TOWNSHIPS,
    Indicators: INDICATORS,
    OwnIndicator: OWN_INDICATORS,
    PostFact: POST_FACTS,
    LeadershipSeat: LEADERSHIP_SEATS,
    ClassOverride: CLASS_OVERRIDES,
    Adoption: ADOPTIONS,
    OwnPack: OWN_PACKS,
    ImportLog: IMPORT_LOGS,
    Setting: SETTINGS,
    Remembered: REMEMBERED,
    TransferEntry: TRANSFERS,
    TurnoverGrant: TURNOVER_GRANTS,
    Plan: PLANS,
    Institution: _noun(Institution, schema.institutions, "机构"),
    Nameplate: _noun(Nameplate, schema.nameplates, "加挂牌子"),
    Agency: _noun(Agency, schema.agencies, "派驻机构"),
    Enforcement: _noun(Enforcement, schema.enforcement, "综合行政执法"),
    Platform: _noun(Platform, schema.platforms, "平台"),
    RightGrant: _noun(RightGrant, schema.right_grants, "赋权"),
    RightUse: _noun(RightUse, schema.right_uses, "权力行使"),
    ModuleLeader: _noun(ModuleLeader, schema.module_leaders, "模块负责人"),
    Waiver: _noun(Waiver, schema.waivers, "核查认可"),
    Contest: _noun(Contest, schema.contests, "考核"),
    AssessmentIndicator: _noun(AssessmentIndicator, schema.assessment_indicators, "考核指标"),
    Entrant: _noun(Entrant, schema.entrants, "考核对象"),
    Mark: _noun(Mark, schema.marks, "考核记分"),
    Adjustment: _noun(Adjustment, schema.adjustments, "加分扣分"),
    Ballot: _noun(Ballot, schema.ballots, "评议票"),
    VoterGroup: _noun(VoterGroup, schema.voter_groups, "评议主体"),
    GradeDecision: _noun(GradeDecision, schema.grade_decisions, "等次决定"),
    Appraisal: _noun(Appraisal, schema.appraisals, "年度考核人数"),
    Layout: _noun(Layout, schema.layouts, "表格版式"),
}


def noun_of(record: type[A]) -> Noun[A]:
    """Give the noun of a record."""
    of_any: Mapping[type, Noun[Record]] = NOUNS
    return cast("Noun[A]", of_any[record])


LABELS: Mapping[str, str] = {noun.table.name: noun.label for noun in NOUNS.values()}


def in_words(connection: sa.Connection, table: str, row: Mapping[str, object]) -> str:
    """Name one row for the user: 指标「甲镇 2024年」."""
    words = [
        str(row[key])
        for key in ("name", "person", "title", "pack_id", "file_name", "words", "subject", "matter")
        if row.get(key)
    ]
    unit = row.get("township_id")
    if unit is not None:
        name = sa.select(schema.townships.c.name).where(schema.townships.c.id == unit)
        words.insert(0, connection.scalar(name) or f"单位{unit}")
    if row.get("year") is not None:
        words.append(f"{row['year']}年")
    words += [str(row[key]) for key in ("code", "since") if row.get(key)]
    return f"{LABELS[table]}「{' '.join(words)}」"
