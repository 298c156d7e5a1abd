"""The child that reads one spreadsheet and says in JSON what is in it.

It must not import anything of the office but itself: it starts in a fraction of a second, and what
it does not know it cannot harm. Order of work: look at the bytes (:mod:`.kinds`), check the
container before a parser is trusted with it (:mod:`.package`, :mod:`.scan`), parse
(:mod:`.binary`, :mod:`.text`, :mod:`.markup`), hand over (:mod:`.wire`, :mod:`.answer`). Before all
that it limits its own memory and time (:mod:`.limits`).

Whatever cannot be read ends as :class:`~townoffice.sheets.reader.wire.Refused`: one sentence and
what to do. A death of the process is turned into a sentence by the parent.
"""
