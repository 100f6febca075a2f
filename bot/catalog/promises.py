"""Which sentences promise something: they tell people who sees or keeps what of theirs.

A sentence is marked where it is declared. No community can say such a sentence otherwise:
whoever presses "Share my role" must share that and nothing else, wherever they read it.
"""


class Promised(frozenset[str]):
    """The placeholders of a sentence that reads the same in every community."""


PROMISED = Promised()
"""Of a sentence without any."""
