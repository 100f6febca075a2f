"""Somebody came to a place where weekly steps are offered: they are asked, and nothing more."""

from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine import summary
from bot.engine.effects import Effect, Say, Turn
from bot.engine.moves import show
from bot.engine.state import Conversation
from bot.engine.weekly import times, times_commands


def offered(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask whether they want weekly steps; whoever has them already is left in peace.

    Nothing comes before they say when. Who has no role yet hears what comes first.
    """
    if times.is_running(here.weekly):
        return Turn(here, ())
    offer = catalog.say("times.joined")
    if summary.in_force(catalog, here) is None:
        return show(catalog, here, f"{offer} {catalog.say('week.no-role')}")
    asked = times_commands.start(catalog, here, at)
    return replace(asked, effects=tuple(_under(offer, one) for one in asked.effects))


def _under(offer: str, effect: Effect) -> Effect:
    """What is said, with the offer above it."""
    if not isinstance(effect, Say):
        return effect
    card = effect.card
    return Say(replace(card, body=f"{offer}\n\n{card.body}"))
