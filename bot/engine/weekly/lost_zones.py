"""Somebody whose time zone nobody knows any more is asked for theirs, once (F44).

Their next step asks them, for until then they may have no reason to say anything; and the first
answer that they get after that, which notes that they were asked.
"""

from dataclasses import replace

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.effects import Effect, Say, Turn
from bot.engine.schedule import UnknownZone, zone_named
from bot.engine.state import Stage
from bot.engine.weekly.times import is_draft
from bot.engine.weekly.values import Weekly
from bot.engine.wording import quoted

TOLD_IN = frozenset({Stage.SETTINGS, Stage.ZONE})
"""Rooms that tell it by themselves, or ask for a zone anyway."""


def asking(catalog: Catalog, turn: Turn) -> Turn:
    """The same turn, with the question on its standing card if it has not been asked yet."""
    here = turn.conversation
    if here.weekly is None or not _is_to_be_asked(here.weekly):
        return turn
    name = here.weekly.agenda.schedule.zone
    there = replace(here, weekly=replace(here.weekly, asked_zone=name))
    if here.stage in TOLD_IN:
        return replace(turn, conversation=there)
    asked = _question(catalog, name)
    return Turn(there, tuple(_under(asked, one) for one in turn.effects))


def above(catalog: Catalog, weekly: Weekly, card: Card) -> Card:
    """A step that comes by itself, under the question if it is to be asked.

    No round may write into a plan, so it is asked with the first step after somebody's last
    word, and not with those that follow in silence.
    """
    agenda = weekly.agenda
    if agenda.silent > agenda.schedule.rhythm or not _is_to_be_asked(weekly):
        return card
    return replace(card, body=f"{_question(catalog, agenda.schedule.zone)}\n\n{card.body}")


def _question(catalog: Catalog, name: str) -> str:
    asked = (
        catalog.say("times.zone-gone", name=quoted(catalog, name)),
        catalog.say("times.zone-there"),
    )
    return " ".join(asked)


def _is_to_be_asked(weekly: Weekly) -> bool:
    name = weekly.agenda.schedule.zone
    is_unknown = isinstance(zone_named(name), UnknownZone)
    return is_unknown and weekly.asked_zone != name and not is_draft(weekly)


def _under(note: str, effect: Effect) -> Effect:
    """What is said, under the question; a card to be shared belongs to no place."""
    if not isinstance(effect, Say) or effect.card.place is None:
        return effect
    return Say(replace(effect.card, body=f"{note}\n\n{effect.card.body}"))
