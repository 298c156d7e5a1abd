"""Two fictional counties to try the program on and to test it with.

The source files beside this are what a reviewer reads (CSV with Chinese headings, a policy pack in
TOML); ``sources`` reads them into records, ``make`` turns them into a workbook and a book by the
desk's doors. No binary is kept: what nobody can review, nobody can correct.
"""
