"""Codes that link two accounts: how they are written, and what is kept of one.

A code is ten of 28 letters and digits that nobody takes for each other: 48 bits, for ten
minutes, with five tries an hour. What is kept is a fingerprint, from which nobody reads it.
"""

from hashlib import blake2b

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No vowels, so that no code is a word."""

LENGTH = 10
GROUP = 5
LONGEST = 40
"""Characters of what somebody types for one; what is longer is none."""


def spelled(letters: str) -> str:
    """A code as people read and type it: ``BCDFG-HJKMN``."""
    groups = [letters[at : at + GROUP] for at in range(0, len(letters), GROUP)]
    return "-".join(groups)


def fingerprint(text: str) -> str:
    """What is kept of a code, and looked for when somebody types one.

    Case, spaces and dashes do not matter; whatever else is typed has a fingerprint of its own,
    which no code has.
    """
    letters = "".join(filter(str.isalnum, text[:LONGEST])).upper()
    return blake2b(letters.encode(), digest_size=16, person=b"link code").hexdigest()
