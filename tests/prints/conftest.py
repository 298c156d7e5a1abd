"""What the tests of printing share."""

import pytest

from townoffice.feedback import CannotRead
from townoffice.prints.fonts import FontSet, system_fonts


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """Give the fonts of this machine; without any Chinese font there is nothing to print with."""
    try:
        return system_fonts()
    except CannotRead:
        pytest.skip("no Chinese font is installed")
