"""Where a pairing is, as its two read it: "here" only where that is told by where they read.

A message on Discord belongs to no server, and neither do accounts there.
"""

from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.ports.mentoring import Community, Pairing


def where_of(
    catalog: Catalog, one: Pairing, here: Community | None = None, called: str = ""
) -> str:
    """Where a pairing is, within a sentence.

    Args:
        catalog: the words.
        one: the pairing.
        here: where it is read, or None for a direct message.
        called: what its community is called, or empty where nobody can ask.
    """
    is_home = one.mentee.workspace == one.community.workspace
    if is_home or one.community == here:
        return catalog.say("desk.here")
    if called:
        return catalog.say("desk.in-place", place=name_of(catalog, called))
    return catalog.say("desk.in-a-server")
