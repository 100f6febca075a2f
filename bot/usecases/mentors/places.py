"""Where a pairing is, as its two read it: "here" only where that is told by where they read.

A message on Discord belongs to no server, and neither do accounts there.
"""

from dataclasses import replace

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.ports.mentoring import Caller, Community, Pairing
from bot.usecases.mentors.standing import Standings


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


async def placed(
    catalog: Catalog, standings: Standings, reader: Caller, community: Community, card: Card
) -> Card:
    """A card about a pair or what waits; above it, which community it is about if need be.

    Args:
        catalog: the words.
        standings: tells what communities are called.
        reader: who reads it, and where.
        community: which it is about.
        card: what is said.
    """
    at = await told_where(catalog, standings, reader, community)
    return replace(card, body=f"{at}\n\n{card.body}") if at else card


async def told_where(
    catalog: Catalog, standings: Standings, reader: Caller, community: Community
) -> str:
    """Which community something is about; empty where its reader takes it for no other.

    See ``Standings.apart``.
    """
    place = await standings.apart(reader, community)
    return catalog.say("consent.place", place=name_of(catalog, place)) if place else ""
