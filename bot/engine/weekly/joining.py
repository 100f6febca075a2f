"""Somebody came to a place where weekly steps are offered: they are asked, and nothing more."""

from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine import summary
from bot.engine.effects import Turn
from bot.engine.moves import move, show
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times
from bot.engine.weekly.times_changes import ask_when


def offered(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask whether they want weekly steps; whoever has them already is left in peace.

    Nothing comes before they say when. Who has no role yet hears what comes first.
    """
    if times.is_running(here.weekly):
        return Turn(here, ())
    offer, role = catalog.say("times.joined"), summary.in_force(catalog, here)
    if role is None:
        return show(catalog, here, f"{offer} {catalog.say('week.no-role')}")
    if here.weekly is not None and not times.is_draft(here.weekly):
        return move(catalog, replace(here, stage=Stage.SETTINGS), at, note=offer)
    weekly = times.draft(catalog, here, role.id)
    return ask_when(catalog, replace(here, weekly=weekly), at, offer)
