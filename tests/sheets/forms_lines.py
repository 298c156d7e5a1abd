"""The lines of a form: units in the ways their figures are written, and totals."""

from decimal import Decimal
from fractions import Fraction

from tests.sheets.forms_county import COUNTY, FIELDS, Figure, Unit
from tests.sheets.forms_drawing import Column, Drawing
from tests.sheets.forms_pages import Out, Row
from tests.sheets.forms_words import KIND_TOTALS, MISSING, SERIALS, SHARES, WHOLE


class Lines:
    """Writes the lines of one table."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def written(
        self, units: list[Unit], columns: list[Column], identity: str, *, whole: bool
    ) -> list[Row]:
        """Write the units with their totals; ``whole``: with no other total than one of all."""
        serial = self.drawing.chance.choice(SERIALS)
        written = self.drawing.one(
            "names", ("plain", "plain", "blanks", "office", "county", "numbered")
        )
        lines = [self._line(unit, columns, serial[n], written) for n, unit in enumerate(units)]
        if identity == "code":
            return lines
        return self._with_totals(lines, units, columns, only_whole=whole)

    def _line(self, unit: Unit, columns: list[Column], serial: Out, written: str) -> Row:
        found: Row = []
        for column in columns:
            match column.style:
                case "serial":
                    found.append(serial)
                case "code":
                    found.append(self._code(unit.code))
                case "name":
                    found.append(self._name(unit, written, serial))
                case "kind":
                    found.append(unit.kind or None)
                case "beside":
                    found.append(self._beside(column.path[-1]))
                case _:
                    found.append(self._cell(unit.figures[column.field], column))
        return found

    def _code(self, code: str) -> Out:
        return self.drawing.chance.choice(
            (code, int(code), f"{code}000", int(f"{code}000"), f"'{code}")
        )

    def _name(self, unit: Unit, written: str, serial: Out) -> str:
        name = unit.name
        if written == "blanks":
            return self.drawing.chance.choice((" ", "　", "\n")).join(name)
        if written == "office" and unit.kind:
            return name + ("办事处" if unit.kind == "街道" else "人民政府")
        if written == "county":
            return COUNTY[0] + name
        if written == "numbered":
            return f"{serial}{'.' if isinstance(serial, int) else ''}{name}"
        return name

    def _beside(self, header: str) -> Out:
        if header == "备注":
            return self.drawing.chance.choice((None, None, "合署办公", "含代管村"))
        return self.drawing.chance.randrange(1, 90) if header != "联系电话" else "0999-6123456"

    def _cell(self, figure: Figure, column: Column) -> Out:
        chance = self.drawing.chance
        if figure is None:
            return chance.choice((*MISSING, None))
        amount = Fraction(figure) / column.factor
        text = plain(amount)
        match column.style:
            case "text":
                return text
            case "wide":
                return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
            case "commas":
                whole, point, rest = text.partition(".")
                comma = chance.choice(",，")
                return f"{int(whole):,}".replace(",", comma) + point + rest
            case "apostrophe":
                return f"'{text}"
            case "padded":
                return chance.choice((" {} ", "\xa0{}", "　{}")).format(text)
            case "suffix":
                return text + chance.choice(("", " ")) + column.unit
        return int(amount) if amount.denominator == 1 else float(text)

    # ── totals ──────────────────────────────────────────────────────────────────────────────────
    def _with_totals(
        self,
        lines: list[Row],
        units: list[Unit],
        columns: list[Column],
        *,
        only_whole: bool,
    ) -> list[Row]:
        chance = self.drawing.chance
        kind = self.drawing.one(
            "subtotals", ("no", "no", *(("above", "below") if not only_whole else ()))
        )
        found: list[Row] = []
        for name in ("街道", "镇", "乡", ""):
            members = [(line, u) for line, u in zip(lines, units, strict=True) if u.kind == name]
            if not members:
                continue
            body = [line for line, _ in members]
            if name and kind != "no":
                total = self._total(
                    chance.choice(KIND_TOTALS).format(name), [u for _, u in members], columns
                )
                body = [total, *body] if kind == "above" else [*body, total]
            found += body
            if self.drawing.drawn("blank inside", 0.2):
                found.append([])
        whole = self.drawing.one("total", ("no", "top", "bottom"))
        if whole != "no":
            total = self._total(chance.choice(WHOLE), units, columns)
            found = [total, *found] if whole == "top" else [*found, total]
            if self.drawing.drawn("shares", 0.3):
                share = self._total(chance.choice(SHARES), units, columns)
                found.append(
                    [c if isinstance(c, str) and n < 3 else None for n, c in enumerate(share)]
                )
                found[-1] = [
                    "23.4%" if column.field in FIELDS else cell
                    for column, cell in zip(columns, found[-1], strict=True)
                ]
        return found

    def _total(self, label: str, units: list[Unit], columns: list[Column]) -> Row:
        places = [n for n, c in enumerate(columns) if c.style in ("serial", "code", "name")]
        at = next(n for n, c in enumerate(columns) if c.style == "name")
        if self.drawing.drawn("total elsewhere", 0.3):
            at = self.drawing.chance.choice(places)
        found: Row = []
        for place, column in enumerate(columns):
            if place == at:
                found.append(label)
            elif column.field in FIELDS:
                added = sum((Fraction(u.figures[column.field] or 0) for u in units), Fraction(0))
                whole = int(added) if added.denominator == 1 else _decimal(added)
                found.append(self._cell(whole, column))
            else:
                found.append(None)
        return found


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def plain(value: Fraction) -> str:
    """Write a number that ends, without exponent."""
    return format(_decimal(value).normalize(), "f")
