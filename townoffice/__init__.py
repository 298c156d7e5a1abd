"""The office of a county's staffing commission, without a window.

Ten seconds: ``ui · cli`` → ``desk`` → (``townships`` ``staffing`` · ``sheets`` ``prints``
``book``) → ``policy`` → ``records`` → ``filing`` → ``feedback``. Arrows only downwards.

========== ========================================================================= ===========
room       what it is for                                                            alone uses
========== ========================================================================= ===========
feedback   how the office speaks: errors, problems, progress                         –
filing     a finished file at its place, whole or not at all                         –
records    the nouns, frozen                                                         –
policy     what the documents say: packs, values with citation and state             tomllib
townships  composite index, class, leadership posts                                  –
staffing   exact allocation, the tranche engine, methods                             –
sheets     spreadsheets in and out                                                   calamine …
prints     records → Form → PDF, xlsx                                                reportlab …
book       the one SQLite file: schema, journal, lock, backups                       sqlalchemy …
desk       the use-cases: the only door for the window and the shell                 –
cli        the same office from a shell                                              click, rich
========== ========================================================================= ===========

In the calculating rooms (``townships``, ``staffing``): no float, no clock, no randomness, no I/O.
"""

__version__ = "0.1.0"
