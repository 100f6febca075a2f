"""What comes in: who did what, under which key the platform will repeat it."""

import unicodedata
from dataclasses import dataclass
from typing import NewType

from bot.engine.events import Event

EventKey = NewType("EventKey", str)
"""The platform's own name for one delivery; the same when it is delivered again."""

_KEPT_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class Address:
    """One account of a person.

    Attributes:
        platform: ``terminal``, later ``slack`` and ``discord``.
        workspace: the tenant it lives in, empty where the platform has none.
        user: the account's name or id there.
    """

    platform: str
    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event, its sender, and the key that makes a repeat harmless (I2)."""

    key: EventKey
    sender: Address
    event: Event


def readable(text: str) -> str:
    """The text as every store and platform can carry it (F54).

    Lone surrogates become U+FFFD, zero bytes and other control characters but newline and
    tab go, and the rest is composed (NFC), so that equal words compare equal.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept = (c for c in whole if c in _KEPT_CONTROLS or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", "".join(kept))
