"""``python -m bot``: the same program as the ``whichrole`` command."""

from bot.cli import main

main()
