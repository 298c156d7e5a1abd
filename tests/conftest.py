"""What every drawer of tests shares."""

from pathlib import Path

import pytest
from hypothesis import settings

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

# A law does not depend on how busy the machine is; pytest-timeout ends what hangs.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of other people's files that lies beside the checkout."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder ../shared/data with other people's files is not here")
    return SHARED_DATA
