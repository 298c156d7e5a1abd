"""Random walks of a book against a model kept in memory."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.book import samples
from townoffice.book import Book, Writer

State = tuple[object, ...]


class Walk(RuleBasedStateMachine):
    """Adds, updates, removals, undo, redo, restart; the model is a list of states and a place."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "b.db"

    @initialize()
    def create(self) -> None:
        self.book = Book.create(self.path, samples.COUNTY)
        self.states: list[State] = [samples.everything(self.book)]
        self.place = 0

    @rule(acts=st.lists(st.tuples(st.sampled_from("auro"), st.integers(1, 6)), max_size=4))
    def change(self, acts: list[tuple[str, int]]) -> None:
        before = samples.everything(self.book)
        with self.book.change("改") as writer:
            for act, number in acts:
                self._act(writer, act, number)
        assert writer.changes is not None
        if writer.changes.nouns:
            del self.states[self.place + 1 :]
            self.states.append(samples.everything(self.book))
            self.place += 1
        else:
            assert samples.everything(self.book) == before

    def _act(self, writer: Writer, act: str, number: int) -> None:
        towns = {town.code: town for town in self.book.townships()}
        town = towns.get(samples.unit(number).code)
        if act == "a" and town is None:
            key = writer.add(samples.unit(number))
            writer.add(samples.posts(key, number))
        elif act == "u" and town is not None:
            writer.update(replace(town, name=town.name + "甲"))
        elif act == "r" and town is not None:
            for fact in self.book.post_facts():
                if fact.township_id == town.id:
                    writer.remove(fact)
            writer.remove(town)
        elif act == "o" and town is not None:
            facts = [fact for fact in self.book.post_facts() if fact.township_id == town.id]
            writer.update_all([replace(fact, count=fact.count + number) for fact in facts])

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self) -> None:
        self.book.undo()
        self.place -= 1

    @precondition(lambda self: self.place < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.book.redo()
        self.place += 1

    @rule()
    def restart(self) -> None:
        head = self.book.head
        self.book.close()
        self.book = Book.open(self.path)
        assert self.book.head == head

    @invariant()
    def equals_the_model(self) -> None:
        assert samples.everything(self.book) == self.states[self.place]
        assert (self.book.next_undo() is None) == (self.place == 0)
        assert (self.book.next_redo() is None) == (self.place == len(self.states) - 1)

    def teardown(self) -> None:
        while self.book.next_undo() is not None:
            self.book.undo()
        assert samples.everything(self.book) == self.states[0]
        assert self.book.verify() == ()
        self.book.close()
        self.folder.cleanup()


def test_any_walk_equals_the_model_and_undoing_all_is_the_start() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
