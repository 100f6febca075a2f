"""Accounts that become one person, through the store alone."""

from bot.ports.inbound import Address
from bot.ports.linking import Proposal, Side, Typing
from bot.store.sqlite import SqliteStore
from tests.fakes.pairs import fresh_key

CODE = "fingerprint of a code"


async def proposed(
    store: SqliteStore, keeper: Address, other: Address, code: str = CODE
) -> Proposal:
    """One asks for a code, the other types it and says yes; what is left is the last yes."""
    await store.mentoring.ask_code(fresh_key(), keeper, "", code)
    became = await store.mentoring.type_code(fresh_key(), other, "", code)
    await agreed(store, other, code)
    found = await store.mentoring.proposal(keeper)
    assert became is Typing.TAKEN
    assert found is not None
    return found


async def agreed(store: SqliteStore, by: Address, code: str = CODE) -> None:
    """Whoever typed a code says yes to whose it is."""
    offer = await store.mentoring.offer(by, code)
    assert offer is not None
    assert await store.mentoring.agree(by, offer.number) is not None


async def linked(store: SqliteStore, keeper: Address, other: Address) -> Side:
    """Both said yes: they are one person, and the keeper's."""
    found = await proposed(store, keeper, other)
    side = await store.mentoring.confirm(keeper, found.number)
    assert side is not None
    return side


async def read(store: SqliteStore, *accounts: Address) -> None:
    """What waits for these accounts is shown to them."""
    for one in accounts:
        await store.mark_sent((await store.claim_left(one)).messages)
