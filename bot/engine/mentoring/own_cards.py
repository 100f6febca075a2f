"""What is somebody's own at the desk: their pairings, and what a mentor set for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.pairing_cards import MOST_LISTED, OPEN, left_out

MOST_MENTEES = 50
"""The most that a mentor can say they take."""

ROOM = "room-"
"""Begins the choice that says how many mentees a mentor takes."""

DIGEST, NO_DIGEST = "digest", "no-digest"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a mentor set, or has by default.

    Attributes:
        capacity: how many mentees they take.
        mentees: how many they have.
        wants_digest: they get the weekly overview.
    """

    capacity: int
    mentees: int
    wants_digest: bool


def settings(
    catalog: Catalog,
    lines: Sequence[str],
    named: Sequence[tuple[int, str]],
    settled: Settled | None,
) -> Card:
    """All pairings of somebody, each to be opened, and the settings of a mentor.

    Args:
        catalog: the words.
        lines: one for each pairing.
        named: each pairing's number, and the name of the other side.
        settled: None for whoever is no mentor.
    """
    shown = [catalog.say("desk.yours"), *lines[:MOST_LISTED], *left_out(catalog, lines)]
    told = ["\n".join(shown)] if lines else []
    if settled is not None:
        facts = {"capacity": settled.capacity, "mentees": settled.mentees}
        digest = "desk.digest-on" if settled.wants_digest else "desk.digest-off"
        told.append(" ".join([catalog.say("desk.room", **facts), catalog.say(digest)]))
    return Card(
        body="\n\n".join(told),
        place=place_of(Spot(View.MENTOR)),
        choices=tuple(
            Choice(f"{OPEN}{number}", name_of(catalog, name))
            for number, name in named[:MOST_LISTED]
        ),
        controls=_settings(catalog, settled) if settled else (),
    )


def asked_room(choice: str) -> int | None:
    """How many mentees a press says that a mentor takes; None for any other press."""
    number = choice.removeprefix(ROOM)
    is_one = choice.startswith(ROOM) and number.isascii() and number.isdecimal()
    if not is_one or len(number) > len(str(MOST_MENTEES)):
        return None
    return int(number) if int(number) <= MOST_MENTEES else None


def wants_digest(choice: str) -> bool | None:
    """Whether a press asks for the weekly overview or ends it; None for any other press."""
    return {DIGEST: True, NO_DIGEST: False}.get(choice)


def _settings(catalog: Catalog, settled: Settled) -> tuple[Choice, ...]:
    rooms = [settled.capacity - 1, settled.capacity + 1]
    digest = NO_DIGEST if settled.wants_digest else DIGEST
    return (
        *(
            Choice(f"{ROOM}{room}", catalog.say("desk.take", number=room))
            for room in rooms
            if 0 <= room <= MOST_MENTEES
        ),
        Choice(
            digest,
            catalog.say("desk.no-digest" if settled.wants_digest else "desk.want-digest"),
        ),
    )
