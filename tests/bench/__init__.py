"""How fast the office is, as ratios taken in one run: ``python -m tests.bench``.

Times differ from machine to machine and from hour to hour, so nothing in here is a test. Each pair
is run in turns (A B A B …) over the same records, and the median of the turns' ratios is printed.
"""
