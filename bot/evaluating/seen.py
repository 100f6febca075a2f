"""Whether a table holds people that the weights were fitted on, though nobody is written down.

``weights.toml`` keeps a Bloom filter of their answers: a field of bits in which every person
sets ten, at places that a keyed hash of the answers names. Whoever has a row can ask whether
it is among them, and is told "yes" wrongly for fewer than one in a thousand; no row can be read
out of it. Ids do not count, as another table may number other people the same way. Answers do,
of people who ticked at least ten boxes: of 7,862 such people two answered alike.

Source: B. H. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from bot.evaluating.table import YES, Table

LEAST_TICKS = 10
"""Whoever ticks fewer boxes answers as others do by chance."""
PLACES, BITS_PER_PERSON = 10, 15
"""The share of strangers who are taken for known: (1 - exp(-10 / 15)) ** 10, or .0007."""
BY_CHANCE, FEW = 0.01, 2
"""A table is of others while at most one in a hundred of its people, and two, are known."""


def field(table: Table, key: str) -> bytes:
    """The bits of everybody in a table who can be told from others.

    Args:
        table: the people.
        key: of the hash, in hexadecimal digits.
    """
    telling = [*_telling(table)]
    bits = bytearray(max(1, len(telling) * BITS_PER_PERSON // 8))
    for answers in telling:
        for place in _places(answers, key, len(bits)):
            bits[place // 8] |= 1 << place % 8
    return bytes(bits)


def known(table: Table, bits: bytes, key: str) -> int:
    """How many people of a table are among those that the bits were set for.

    It is 0 as long as there are no more of them than chance gives.
    """
    telling = [*_telling(table)]
    found = sum(
        all(bits[place // 8] >> place % 8 & 1 for place in _places(answers, key, len(bits)))
        for answers in telling
    )
    return found if found > FEW + BY_CHANCE * len(telling) else 0


def _telling(table: Table) -> Iterator[bytes]:
    """The answers of those who gave enough; the order of the questions does not matter."""
    order = sorted(range(len(table.columns)), key=table.columns.__getitem__)
    return (
        bytes([person.cells[at] for at in order])
        for person in table.people
        if person.cells.count(YES.encode()) >= LEAST_TICKS
    )


def _places(answers: bytes, key: str, size: int) -> Iterable[int]:
    """The places of somebody's bits in a field of so many bytes."""
    hashed = blake2b(answers, key=bytes.fromhex(key), digest_size=16).digest()
    start, step = int.from_bytes(hashed[:8]), int.from_bytes(hashed[8:]) | 1
    return [(start + number * step) % (8 * size) for number in range(PLACES)]
