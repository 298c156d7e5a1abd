"""Spoilt workbooks at the real door: ``python -m tests.fuzz [COUNT] [SEED]``.

Mutant number N of a seed is always the same file (while the same corpus lies beside the checkout).
Each is previewed by a worker process as the window and the shell do it; the worker must live on and
say data or one sentence. Everything else is a failure, printed with its number and saved.
"""
