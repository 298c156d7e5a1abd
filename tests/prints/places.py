"""Where lines and frames of a finished page lie, in mm from its upper left corner."""

import ctypes
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 72 / 25.4


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
