"""Messages about a pairing, and whoever acts on one: once for each event, and known with it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Tell
from bot.ports.outbox import Kind
from bot.ports.waiting import USEFUL_FOR
from bot.store import rows, statements
from bot.store.mentoring import pairing_statements
from bot.store.new_messages import message_key, new_message
from bot.store.standings import named, newcomer


def claim(connection: Connection, key: EventKey, by: Address, now: datetime) -> bool:
    """Whether the event is new; from now on it is not."""
    event = {
        "platform": by.platform,
        "workspace": by.workspace,
        "event_key": key,
        "claimed_at": now,
    }
    return statements.claim_event.run(connection, event) == 1


def make_known(connection: Connection, by: Address, now: datetime) -> None:
    """Note that somebody acted; who never did before is told what waited for that."""
    with rows.ours(connection.engine.url.database):
        standing = statements.where_they_stand.row(connection, named(by))
    if standing is not None:
        statements.hear.run(connection, {"conversation": standing.id, "heard": now})
        return
    for kind, about in newcomer(connection, by, now).expected:
        tell(connection, EventKey(""), about, [Tell(by, kind)], now)


def tell(
    connection: Connection, key: EventKey, about: int, told: Iterable[Tell], now: datetime
) -> None:
    """Write messages about a pairing to those who have ever spoken with us.

    For others what a pairing has come to waits until they come (``arriving``); a word that was
    only for that moment is lost, for the bot opens no conversation with a stranger.
    """
    for one in told:
        with rows.ours(connection.engine.url.database):
            standing = statements.where_they_stand.row(connection, named(one.to))
        if standing is None:
            continue
        is_one_in_a_period = one.kind is Kind.REQUEST_REMINDER
        columns = {
            **new_message(standing.account, one.kind, now),
            "person_id": standing.person if is_one_in_a_period else None,
            "period": f"pairing-{about}" if is_one_in_a_period else None,
            "key": message_key(one.to, f"{one.kind}-{about}-{key}", 0),
            "card_text": None if one.card is None else rows.from_card(one.card),
            "useful_until": now + USEFUL_FOR[one.kind],
            "about": about,
        }
        pairing_statements.tell.run(connection, columns)
