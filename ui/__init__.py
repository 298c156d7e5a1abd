"""The window of the office: PySide6 lives only here.

Floor 6, beside the shell. The window imports the desk, the records and the feedback of
``townoffice`` and nothing else of it. The book belongs to one worker thread (``jobs``); pages ask
it through :class:`ui.office.Office`, get frozen records back and show them.

========== ==================================================================================
__main__   the start: first the child of glance, then program (one window, one instance)
glance     the first look at the book, taken by a process of its own
theme      colours, type and spacing, derived once per theme; of it: colours, icons, style
room       room for wrapped words, and dialogs no larger than the screen
tables     the one generic table: model, view, header, filter row, pinned totals
jobs       the one worker thread: run, write, cancel, progress
office     what the window and its pages share: book, year, changes
values     what settings and item data hold, as the type that is meant
chinese    Qt's own words in Chinese
settings   what is remembered between two runs; instance: one window per user
alerts     the one place that turns errors into words
explain    the 依据 tree of a figure
charts     the one drawer of pictures
headline   the answer on top of a page, and its buttons; links, warning_line: beside what is said
answers    what dialogs that ask have in common: column, sentence told, foot
window     the frame: menus, toolbar, tabs, statusbar, toast, and the commands
commands   what menus do: commands, book_commands, files (the dialogs for files)
start      what to begin with: start, empty_sheet, new_book
history    what was done; policies: what was adopted; help, about: the manual, the versions
preview    print preview and printing
pages/     one module per tab, under the tab's name
shots      every page and dialog as PNG, offscreen
========== ==================================================================================
"""
