"""A second start hands its book to the first."""

import uuid
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON
from ui.instance import Instance


def test_a_second_start_raises_the_first_and_hands_over_its_book(
    qtbot: QtBot, tmp_path: Path
) -> None:
    name = f"test-{uuid.uuid4().hex}"
    first = Instance(name)
    assert not first.call_first(None)
    assert first.listen()
    for book in (tmp_path / "示例县.db", None):
        with qtbot.waitSignal(first.called, timeout=SOON) as called:
            assert Instance(name).call_first(book)
        assert called.args == [book]
