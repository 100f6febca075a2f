"""All mentees of a mentor at a glance: who needs a word stands first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.flags import URGENCY
from bot.engine.mentoring.pages import last_page, told_page, turns
from bot.engine.mentoring.seen import Seen
from bot.engine.mentoring.telling import told_flag, told_week
from bot.engine.mentoring.values import FlagKind, Item
from bot.engine.wording import plain

ON_A_PAGE = 8
"""Mentees; more would not fit a phone's screen."""

OPEN = "open-"
"""What the choice of a mentee begins with, by the number of the pairing."""

MOST_IN_A_NAME = 40
MOST_FLAGS = 2
"""In a line, which says how many more there are; the brief tells all of them."""

_LATEST = datetime.max.replace(tzinfo=UTC)

NEEDS_A_WORD = frozenset(FlagKind) - {FlagKind.PAUSED}
"""A pause is neutral; it is told, and nobody is pointed at for it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A mentee on the list.

    Attributes:
        number: of the pairing.
        name: how the mentor knows them, or empty.
        seen: what they share.
    """

    number: int
    name: str
    seen: Seen


def overview(catalog: Catalog, mentees: Sequence[Listed], page: int = 0) -> Card:
    """One page of the list; of a page that is not there, the last."""
    if not mentees:
        return Card(body=catalog.say("status.nobody"), place=place_of(Spot(View.STATUS)))
    shown, last = on_page(mentees, page), last_page(len(mentees), ON_A_PAGE)
    page = min(page, last)
    told = [_head(catalog, mentees, page), *(_line(catalog, one) for one in shown)]
    if last:
        told.append(told_page(catalog, page, last))
    return Card(
        body="\n".join(told),
        place=place_of(Spot(View.STATUS, page)),
        choices=tuple(
            Choice(f"{OPEN}{one.number}", name_of(catalog, one.name)) for one in shown
        ),
        controls=turns(catalog, page, last),
    )


def on_page(mentees: Sequence[Listed], page: int) -> Sequence[Listed]:
    """Those who stand on a page, in order; of a page that is not there, on the last."""
    first = min(page, last_page(len(mentees), ON_A_PAGE)) * ON_A_PAGE
    return sorted(mentees, key=_urgency)[first : first + ON_A_PAGE]


def name_in(catalog: Catalog, name: str, place: str) -> str:
    """A name with where it is of, so that it is told from the same one elsewhere."""
    whose = plain(name, MOST_IN_A_NAME) or catalog.say("status.no-name")
    return catalog.say("desk.name-in", name=whose, place=plain(place, MOST_IN_A_NAME))


def name_of(catalog: Catalog, name: str) -> str:
    """A name as it may stand in a sentence; of somebody without one, that there is none."""
    return plain(name, MOST_IN_A_NAME) or catalog.say("status.no-name")


def _head(catalog: Catalog, mentees: Sequence[Listed], page: int) -> str:
    """How many, and who may need a word; where nobody shares their steps, that they do not.

    That is said on the first page only, where whoever is named stands first: of somebody who
    is not on a page it shows nothing, as no look at them is noted there (F71).
    """
    number = len(mentees)
    many = catalog.say("status.one" if number == 1 else "status.many", number=number)
    if page:
        return many
    first = min(mentees, key=_urgency)
    flags = [flag for flag in first.seen.flags if flag.kind in NEEDS_A_WORD]
    if not flags:
        known = sum(Item.STEPS in one.seen.shared for one in mentees)
        of_some = "status.some-well" if known else "status.steps-unknown"
        calm = "status.all-well" if known == number else of_some
        return " ".join([many, catalog.say(calm)])
    name, flag = name_of(catalog, first.name), told_flag(catalog, flags[0])
    return " ".join([many, catalog.say("status.needs-a-word", name=name, flag=flag)])


def _line(catalog: Catalog, one: Listed) -> str:
    parts = " · ".join(_told(catalog, one.seen))
    return catalog.say("status.line", name=name_of(catalog, one.name), told=parts)


def _told(catalog: Catalog, seen: Seen) -> list[str]:
    """What the line of one of them says, a phrase each; at least one."""
    if not seen.shared:
        return [catalog.say("status.nothing-shared")]
    told = [
        *([seen.role.noun] if seen.role else []),
        *told_week(catalog, seen),
        *(told_flag(catalog, flag) for flag in seen.flags[:MOST_FLAGS]),
        *_left_out(catalog, len(seen.flags) - MOST_FLAGS),
    ]
    nothing = "status.no-steps" if Item.STEPS in seen.shared else "status.nothing-yet"
    return told or [catalog.say(nothing)]


def _left_out(catalog: Catalog, number: int) -> list[str]:
    """That there are so many flags more, if there are any."""
    return [catalog.say("status.and-more", number=number)] if number > 0 else []


def _urgency(one: Listed) -> tuple[int, datetime, str, int]:
    """Flags first, the most urgent and the longest standing; then by name."""
    flags = [flag for flag in one.seen.flags if flag.kind in NEEDS_A_WORD]
    if not flags:
        return len(URGENCY), _LATEST, one.name.casefold(), one.number
    first = flags[0]
    return URGENCY.index(first.kind), first.since or _LATEST, one.name.casefold(), one.number
