"""Random staffing cases against an oracle that shares nothing with the calculating rooms.

``cases`` makes a case out of a seed and a number, in plain numbers; ``definition`` works it out
from the words of ``domain.md`` §0.2 and §3.2; ``trial`` has the engine do the same and compares.
``python -m tests.oracle [COUNT] [SEED]`` tries many.
"""
