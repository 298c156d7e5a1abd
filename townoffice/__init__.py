"""The office of a county's staffing commission, without a window.

Ten seconds: ``ui · cli`` → ``desk`` → ``compliance`` → (``townships`` ``institutions`` ``staffing``
``evaluation`` · ``sheets`` ``prints`` ``book``) → ``policy`` → ``records`` → ``filing`` →
``feedback``. Arrows only downwards.

============ ======================================================================= ===========
room         what it is for                                                          alone uses
============ ======================================================================= ===========
feedback     how the office speaks: errors, problems, progress                       –
filing       a finished file at its place, whole or not at all                       –
records      the nouns, frozen                                                       –
policy       what the documents say: packs, values with citation and state           tomllib
townships    composite index, class, leadership posts                                –
institutions register and its history, limits, templates, agencies, enforcement      –
staffing     exact allocation, the tranche engine, methods                           –
evaluation   indicators, ballots, totals, ranks, grades, reverse evaluation          –
compliance   every rule of the policies in force over a county: findings             –
sheets       spreadsheets in and out                                                 calamine …
prints       records → Form → PDF, xlsx                                              reportlab …
book         the one SQLite file: schema, journal, lock, backups                     sqlalchemy …
desk         the use-cases: the only door for the window and the shell               –
cli          the same office from a shell                                            click, rich
============ ======================================================================= ===========

In the calculating rooms (``townships``, ``institutions``, ``staffing``, ``evaluation``,
``compliance``): no float, no clock, no randomness, no I/O.
"""

__version__ = "0.1.0"
