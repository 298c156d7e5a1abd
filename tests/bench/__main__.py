"""Print every table: ``python -m tests.bench``."""

import sys

from tests.bench import book, compliance, evaluation, intake, paper, staffing, window


def main() -> None:
    """Print line by line, as the figures come."""
    for table in (
        staffing.report,
        evaluation.report,
        book.report,
        compliance.report,
        intake.report,
        window.report,
        paper.report,
    ):
        for line in table():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
