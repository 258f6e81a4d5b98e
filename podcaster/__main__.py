"""``python -m podcaster``."""

from podcaster.cli import main

main()
