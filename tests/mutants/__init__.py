"""Faults planted on purpose, one at a time, to see that the tests notice: ``python -m tests.mutants``."""
