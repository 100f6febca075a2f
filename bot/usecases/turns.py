"""One event, one transaction."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine import speech
from bot.engine.adverts import taking
from bot.engine.events import Asked, Chose, Event, Typed
from bot.engine.moves import at_home, passing
from bot.engine.own_words.reading import read
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly.times import is_draft
from bot.ports.inbound import Address, Inbound
from bot.ports.outbox import Claimed
from bot.ports.store import Store

SAME_GESTURE = timedelta(seconds=2)

NOBODY_YET = Conversation(id=0)
"""Where somebody stands before their first turn."""

LONG = 200
"""Characters; reading more than that takes longer than a turn may."""


async def take_turn(store: Store, catalog: Catalog, inbound: Inbound) -> Claimed:
    """Handle one event in one transaction; what is to be said waits in the outbox (I1, I2).

    Raises:
        StoreError: nothing of this turn is stored, and nothing may be acknowledged.
    """
    event = await _read_before(store, catalog, inbound)
    return await store.turn(
        inbound.key,  # a repeat of this key changes nothing
        inbound.sender,
        lambda before: advance(catalog, before, event),  # pure: may be called twice
        _acted_at(event),
    )  # returns after COMMIT, never before


async def _read_before(store: Store, catalog: Catalog, inbound: Inbound) -> Event:
    """The event; of a long text with what it says, read where no turn waits for it.

    As what it is read depends on where they stand. Whoever has moved before their turn comes
    has it read in the turn.
    """
    event = inbound.event
    if not isinstance(event, Typed | Asked) or len(event.text) <= LONG:
        return event
    here = await store.conversation(inbound.sender) or NOBODY_YET
    advert = await asyncio.to_thread(taking.part, catalog, here, event)
    if advert is not None or isinstance(event, Asked):
        return replace(event, advert=advert)
    said = await asyncio.to_thread(read, catalog, event.text, event.at.year)
    return replace(event, read=said, content=catalog.version)


def _acted_at(event: Event) -> datetime:
    """When somebody meant what they did: the second press of a double click, with the first.

    Else the second press on "forget me" would greet them as a newcomer.
    """
    return event.at - SAME_GESTURE if isinstance(event, Chose) else event.at


async def standing_card(
    store: Store, catalog: Catalog, account: Address, note: str = "", *, problem: bool = False
) -> Card | None:
    """The card of the place where somebody stands (I7); None before their first turn."""
    here = await store.conversation(account)
    if here is None:
        return None
    return speech.current(catalog, at_home(catalog, here), note=note, problem=problem)


async def week_card(store: Store, catalog: Catalog, account: Address) -> Card | None:
    """The card of somebody's week, wherever they stand; None without weekly steps."""
    here = await store.conversation(account)
    if here is None or here.weekly is None or is_draft(here.weekly):
        return None
    in_week = passing(replace(at_home(catalog, here), stage=Stage.WEEK))
    return speech.current(catalog, in_week)
