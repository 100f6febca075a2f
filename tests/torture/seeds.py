"""Which seed a run takes: the same one in every check, a new one each day in the torture."""

import os
import time

EVERYDAY = "20261126"


def seed_of(torture: str) -> int:
    """``WHICHROLE_SEED`` if it is set, to play once more what went wrong.

    Args:
        torture: the part whose big counts are wanted, or empty.
    """
    usual = time.strftime("%Y%m%d") if torture else EVERYDAY
    return int(os.environ.get("WHICHROLE_SEED", usual))
