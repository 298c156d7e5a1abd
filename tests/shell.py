"""The shell door as tests knock on it: a command line in, status and both streams out."""

import contextlib
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from townoffice.cli import main


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    status: int
    out: str
    err: str

    def document(self) -> Mapping[str, "Document"]:
        """Give the one JSON document on stdout."""
        found: Mapping[str, Document] = json.loads(self.out)
        return found


Document = str | int | bool | None | list["Document"] | Mapping[str, "Document"]


def shell(*words: str | Path) -> Answer:
    """Run ``townoffice`` with these words in this process."""
    out, err = io.StringIO(), io.StringIO()
    argv = ["townoffice", *map(str, words)]
    with (
        mock.patch.object(sys, "argv", argv),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
            status = 0
        except SystemExit as leave:
            status = leave.code if isinstance(leave.code, int) else 0
    return Answer(status, out.getvalue(), err.getvalue())
