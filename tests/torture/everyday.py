"""What a run among all other tests has instead of what the torture has."""

import os
import time

EVERYDAY = "20261126"

AMONG_OTHER_TESTS = 30.0
"""Seconds within which a program is back at work while other tests run beside it."""


def seed_of(torture: str) -> int:
    """The same one in every check, a new one each day in the torture.

    ``WHICHROLE_SEED`` is taken if it is set, to play once more what went wrong.

    Args:
        torture: the part whose big counts are wanted, or empty.
    """
    usual = time.strftime("%Y%m%d") if torture else EVERYDAY
    return int(os.environ.get("WHICHROLE_SEED", usual))
