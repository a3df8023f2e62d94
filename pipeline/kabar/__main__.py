"""``python -m kabar``: the same as the command ``kabar``."""

from kabar.cli import main

main()
