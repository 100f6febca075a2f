"""The room for job adverts: what is read there."""

from bot.catalog import Catalog, Command
from bot.engine import summary
from bot.engine.adverts.telling import told
from bot.engine.room import Room
from bot.engine.state import Conversation

PLACE = "advert"
"""What the place of this room's card names, so that its window has room for an advert."""


def room(catalog: Catalog, here: Conversation) -> Room:
    """What was read so far, or the request to paste an advert."""
    if here.advert is None:
        return _with_ways_out(catalog, catalog.say("job.ask"))
    said = told(catalog, here.advert, (), summary.in_force(catalog, here))
    return _with_ways_out(catalog, "\n\n".join([said, catalog.say("job.more")]))


def room_seen(catalog: Catalog, here: Conversation) -> Room:
    """What follows, under the answer to an advert."""
    return _with_ways_out(
        catalog, catalog.say("job.ask" if here.advert is None else "job.more")
    )


def _with_ways_out(catalog: Catalog, body: str) -> Room:
    ways = (Command.BACK, Command.WHY, Command.HELP)
    return Room(body, tuple(catalog.commands[way] for way in ways), writes=True)
