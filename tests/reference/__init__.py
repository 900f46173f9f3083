"""An independent reference: the same arithmetic in plain Python, written from the specification alone.

Nothing here imports the project. Money is computed with exact fractions, rates with sixty digits and a
root finder of its own, so that a mistake shared by the project's runtimes still shows.
"""
