"""Where lines and frames of a finished page lie, in mm from its upper left corner."""

import ctypes
from bisect import bisect_left, bisect_right
from math import inf
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 72 / 25.4
SLACK = 0.15
"""What letters may stand over a line in mm: hardly the line's own width."""


def corners(item: pdfium.PdfObject) -> list[tuple[float, float]]:
    """Give the points of a path in points from the lower left corner."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for place in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, place)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append((x.value, y.value))
    return points


def frames(path: Path, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Give the closed frames of a page as left, top, right, bottom in mm from the upper left."""
    found = []
    with pdfium.PdfDocument(path) as document:
        height = document[page].get_height()
        for item in document[page].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            points = corners(item)
            if len(points) <= 6:
                across = [x / MM for x, _ in points]
                down = [(height - y) / MM for _, y in points]
                found.append((min(across), min(down), max(across), max(down)))
    return found


def hairs(path: Path, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Give the thin lines of a page as x, y to x, y in mm from the upper left corner."""
    found = []
    with pdfium.PdfDocument(path) as document:
        height = document[page].get_height()
        for item in document[page].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            points = [(x / MM, (height - y) / MM) for x, y in corners(item)]
            if len(points) > 6:
                found += [(*a, *b) for a, b in zip(points[::2], points[1::2], strict=True)]
    return found


def crossed(path: Path) -> list[tuple[int, float, float]]:
    """List the texts a line of the table runs through: page, left and lower end in mm."""
    found = []
    with pdfium.PdfDocument(path) as document:
        for number, page in enumerate(document):
            lines = hairs(path, number)
            across = sorted({(y, x1, x2) for x1, y, x2, y2 in lines if y == y2})
            down = sorted({(x, y1, y2) for x, y1, x2, y2 in lines if x == x2})
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                left, low, right, high = (place / MM for place in item.get_bounds())
                top, bottom = page.get_height() / MM - high, page.get_height() / MM - low
                beside = _between(down, left, right, (top + bottom) / 2)
                above = _between(across, top, bottom, (left + right) / 2)
                if beside or above:
                    found.append((number, left, bottom))
    return found


def _between(lines: list[tuple[float, float, float]], begin: float, end: float, at: float) -> bool:
    """Tell whether one of the sorted lines lies between two places where it passes ``at``."""
    first = bisect_right(lines, (begin + SLACK, inf, inf))
    last = bisect_left(lines, (end - SLACK, -inf, -inf))
    return any(start < at < stop for _, start, stop in lines[first:last])
