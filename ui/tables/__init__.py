"""The one generic table of the window: pages declare columns and connect, nothing more.

A page gives :class:`Column` values (how one record becomes one :class:`Cell`) and hands records to
:meth:`RecordTable.show_rows`; records come back in signals, never indexes. The pieces:

========== ====================================================================================
cells      Cell, Column, Align: what a page declares
numbers    exact tallies, and numbers in words (Fraction and int; never a float for display)
pinyin     initials and full pinyin of names, their order
filters    what is typed into the filter row, as a test
sections   rows under headings
order      ranks and the filtered, sorted order, made in slices
arranger   sorting and filtering as they happen, between events where there are many records
model      QAbstractTableModel over records and an order list
lanes      where each column lies, with the frozen ones
drawing    one cell with Qt's painter; parts: the bar in a cell
laneview   QTableView with the geometry of the lanes
paint      the loop over the cells that show
rownumbers the column 序
sheet      the view people touch: selection, mouse, keys
band       header with groups and units, filter row, pinned rows (bandface paints it)
filterline one field of the filter row
editor     the line that edits a cell
hands      copy, paste, fill down, sums, menus
clipboard  tab-separated text, as WPS writes and reads it
wrongs     refused entries, kept in red; notice: the strips under the table
layout     order, width and visibility; wardrobe brings them on and remembers them
chooser    the dialog 列…
rows       a small table as high as its rows
table      RecordTable: all of it together
========== ====================================================================================

Decisions, with their reasons:

* No proxy model: sorting 41,000 Python rows through one takes seventeen seconds. The order list is
  sorted in Python; the Fractions are compared only where their nearest floats are equal, so the
  order is exact all the same.
* The sheet paints its cells itself, in one loop: a delegate called per cell costs twice the time,
  and frozen columns need no second view that way. It stays a QTableView with a real model, so
  screen readers and tests see an ordinary table.
* The model's columns are the visible ones in their visible order; hiding or moving a column resets
  the model. Nothing else then needs to know about hidden or moved sections.
* A cell depends on its record alone: cells are made when first seen and forgotten when not needed.
"""

from ui.tables.cells import Align, Cell, Column, Part
from ui.tables.rows import show_whole_rows
from ui.tables.table import RecordTable

__all__ = ["Align", "Cell", "Column", "Part", "RecordTable", "show_whole_rows"]
