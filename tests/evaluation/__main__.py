"""``python -m tests.evaluation [COUNT] [SEED]``: status 1 if room and oracle disagree anywhere."""

import sys

from tests.evaluation.trial import tried
from tests.oracle.__main__ import main

COUNT = 100_000

if __name__ == "__main__":
    sys.exit(main(tried, COUNT))
