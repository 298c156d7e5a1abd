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
* **Cells travel as JSON**, numbers as their shortest text of at most 15 significant digits (what
  the clerk sees), read back as ``int`` or ``Decimal``. Nothing the child says is executed.
* **A table is found by what its words mean**: :mod:`.choosing` the sheet, :mod:`.bands` the rows of
  the header, :mod:`.content` what a column is where no header says it, :mod:`.layout` the tables of
  a sheet (stacked, side by side, turned), :mod:`.columns` and :mod:`.rivals` the fields,
  :mod:`.roles` what a line is, :mod:`.rows` its values (:mod:`.everyday`: those of many plain lines
  at once), :mod:`.totals` the control sums. What is not read is said, with its cell; what is
  guessed is said too.
* **Field names and units are data** (``resources/fields/*.toml``): another form is another file.
"""
