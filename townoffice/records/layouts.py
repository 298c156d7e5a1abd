"""How a county wants an official table drawn: its letterhead, its numbers, its columns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """The 表号 block: number, who made the table, by which document, until when it is valid."""

    number: str
    issuer: str = ""
    doc_no: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What a county sets for one table, or for all of them; None or empty: as the program has it.

    ``reporting_unit`` stands after 填报单位, ``sign_off`` are the words of the last line.
    ``attachment`` is the mark (附件1), ``doc_no`` the document's number for the file name,
    ``report`` the 表号 block, ``notes`` further lines of 注. ``hidden`` are columns that are not
    drawn, by their words in the header from the top (行政编制/空缺). ``picture``: with the table's
    chart, where it has one. ``protect``: workbooks lock the cells that calculate.
    """

    reporting_unit: str | None = None
    sign_off: tuple[str, ...] = ()
    attachment: str | None = None
    doc_no: str | None = None
    report: ReportBlock | None = None
    notes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    picture: bool = False
    protect: bool = False

    def over(self, general: "TableLayout") -> "TableLayout":
        """Give this table's layout, with what it leaves open as for all tables."""
        return TableLayout(
            self.reporting_unit or general.reporting_unit,
            self.sign_off or general.sign_off,
            self.attachment or general.attachment,
            self.doc_no or general.doc_no,
            self.report or general.report,
            self.notes + general.notes,
            self.hidden or general.hidden,
            self.picture or general.picture,
            self.protect or general.protect,
        )
