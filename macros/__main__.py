"""``python -m macros`` is ``cerise``."""

from macros.cli import main

main(prog_name="cerise")
