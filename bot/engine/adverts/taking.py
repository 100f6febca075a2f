"""What becomes of a text in the room for job adverts."""

from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine import summary
from bot.engine.adverts.reading import read
from bot.engine.adverts.telling import told
from bot.engine.adverts.values import Reading
from bot.engine.effects import Turn
from bot.engine.moves import move, show
from bot.engine.reading import MOST_PASTED
from bot.engine.state import Conversation, Stage


def open_room(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask for an advert; one that was being read is done with."""
    return move(catalog, replace(here, stage=Stage.ADVERT, advert=None), at)


def take(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Read an advert, or the next part of one; its words are not kept."""
    before = here.advert or Reading()
    if before.characters + len(text) > MOST_PASTED:
        problem = catalog.say("job.long", most=f"{MOST_PASTED:,}")
        return show(catalog, here, problem, problem=True)
    if not text.strip():
        return show(catalog, here, catalog.say("not-understood.advert"))
    reading, found = read(catalog.adverts, before, text)
    there = replace(here, stage=Stage.ADVERT, advert=reading)
    said = told(catalog, reading, found, summary.in_force(catalog, here))
    return move(catalog, there, at, note=said)
