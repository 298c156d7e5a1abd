"""Spreadsheets in and out: the only room that knows a file format.

Data comes in through :func:`townoffice.sheets.workbook.read_workbook`, which starts a child process
and hands back raw cells with the addresses the clerk sees; :mod:`townoffice.sheets.table` finds the
table in them and gives typed rows with located problems. Data goes out through
:mod:`townoffice.sheets.write`.

Decisions and their reasons:

* **A child reads the file** (``python -m townoffice.sheets.reader FILE``): a 5 kB workbook can make
  the parser abort its process, and no exception handler helps against that. The child imports the
  parser and nothing else of the office, limits its own memory (512 MiB: RLIMIT_AS, or a Job Object
  on Windows, which was written from the documentation and not tried there), and is killed after 20
  seconds.
* **This module stays empty of imports**: the child passes through it on its way to the reader.
* **Cells travel as lines of JSON**, some hundred rows by their columns in each, heard while the
  child still speaks; numbers as their shortest text of at most 15 significant digits (what the
  clerk sees), read back as ``int`` or ``Decimal``. Nothing the child says is executed.
* **A table is found by what its words mean**: :mod:`.choosing` the sheet, :mod:`.bands` the rows of
  the header, :mod:`.content` what a column is where no header says it, :mod:`.layout` the tables of
  a sheet (stacked, side by side, turned), :mod:`.columns` and :mod:`.rivals` the fields,
  :mod:`.roles` what a line is, :mod:`.rows` its values (:mod:`.everyday`: those of many plain lines
  at once), :mod:`.totals` the control sums. What is not read is said, with its cell; what is
  guessed is said too.
* **Field names and units are data** (``resources/fields/*.toml``): another form is another file.

========= ====================================================================================
workbook  the parent's side of reading; child starts it and says what became of it; reader is
          the child itself; raw: the sheet as it stands, and with somebody's answers in it
form      the fingerprint of a header, by which a form that comes again is known
choosing  which sheet is meant; titles of leadership posts are in titles
layout    where tables stand; grid: merged cells filled, turned round; bands: the header
headings  what a header says; fields: the lists of words and units it is held against
columns   which field each column holds; column: one of them; content, rivals: where in doubt
roles     what a line is; lines: what comes of it; rows, everyday: its values
totals    control sums
numbers   from a cell to a number; cells: to a code, name or word; days: to a day
table     from a workbook to a table of units; roster: to a list of leaders; scores: the columns
          of a sheet of scores
write     workbooks out; notes: the sheet that says how to fill one in
faults    a copy of the clerk's file with its faults marked; marker: the child that marks it
========= ====================================================================================
"""
