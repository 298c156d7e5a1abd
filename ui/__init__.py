"""The window of the office: PySide6 lives only here.

Floor 6, beside the shell. The window imports the desk, the records and the feedback of
``townoffice`` and nothing else of it. The book belongs to one worker thread (``jobs``); pages ask
it through :class:`ui.office.Office`, get frozen records back and show them.

========== ==================================================================================
theme      colours, type and spacing, derived once per theme
tables     the one generic table: model, view, header, filter row, pinned totals
jobs       the one worker thread: run, write, cancel, progress
office     what the window and its pages share: book, year, changes
alerts     the one place that turns errors into words
explain    the 依据 tree of a figure
charts     the one drawer of pictures
window     the frame: menus, toolbar, tabs, status bar
preview    print preview and printing
pages/     one module per tab, under the tab's name
shots      every page and dialog as PNG, offscreen
========== ==================================================================================
"""
