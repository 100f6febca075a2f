"""Who may link what with what: ``ports.linking.Links``.

A code is tried and taken in one step of the writer, so of two who type it at once one is
first, whatever process they come through.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.ports.inbound import Address, EventKey
from bot.ports.linking import (
    CODE_LASTS,
    LETTER_LASTS,
    MOST_WRONG,
    WRONG_LASTS,
    Proposal,
    Side,
    Typing,
    are_neighbours,
)
from bot.ports.outbox import Kind
from bot.store import rows
from bot.store.linking import joining, parting, statements
from bot.store.mentoring import pairing_statements
from bot.store.mentoring.telling import claim, make_known
from bot.store.new_messages import message_key, new_message
from bot.store.people.accounts import LONGEST_NAME
from bot.store.standings import named


def ask_code(
    connection: Connection, key: EventKey, by: Address, name: str, code: str, now: datetime
) -> bool:
    """See ``ports.linking.Links.ask_code``."""
    if not claim(connection, key, by, now) and _account(connection, by) is None:
        return False
    mine = _known(connection, by, name, now)
    if _others(connection, mine.id):
        return False
    statements.drop_code_of.run(connection, {"account": mine.id})
    columns = {"account_id": mine.id, "code": code, "made_at": now}
    statements.add_code.insert(connection, columns)
    return True


def type_code(
    connection: Connection, key: EventKey, by: Address, name: str, code: str, now: datetime
) -> Typing:
    """See ``ports.linking.Links.type_code``."""
    is_new = claim(connection, key, by, now)
    if not is_new and _account(connection, by) is None:
        return Typing.WRONG
    mine = _known(connection, by, name, now)
    if _others(connection, mine.id):
        return Typing.LINKED
    counts = {"account": mine.id, "recent": now - WRONG_LASTS, "now": now}
    tried = statements.wrong_codes.row(connection, counts)
    if tried is not None and tried.number >= MOST_WRONG:
        return Typing.TOO_OFTEN
    found = statements.code_like.row(connection, {"code": code})
    became = _taken(connection, by, mine.id, found, now)
    if became is Typing.WRONG and is_new:
        statements.count_wrong.run(connection, counts)
    if became is Typing.TAKEN:
        statements.forgive.run(connection, counts)
    return became


def offer(connection: Connection, who: Address, code: str, now: datetime) -> Proposal | None:
    """See ``ports.linking.Links.offer``."""
    found = [one for one in _typed(connection, who, now) if one.code == code]
    return Proposal(found[0].id, _side(found[0])) if found else None


def agree(connection: Connection, by: Address, number: int, now: datetime) -> Side | None:
    """See ``ports.linking.Links.agree``."""
    found = [one for one in _typed(connection, by, now) if one.id == number]
    if not found:
        return None
    make_known(connection, by, now)
    side = _side(found[0])
    if statements.agree.run(connection, {"number": number, "now": now}):
        _tell(connection, found[0].account_id, side.account, Kind.LINK_ASKED, now)
    return side


def proposal(connection: Connection, who: Address, now: datetime) -> Proposal | None:
    """See ``ports.linking.Links.proposal``."""
    mine = _account(connection, who)
    found = None if mine is None else _agreed(connection, mine.id, now)
    return None if found is None else Proposal(found.id, _side(found))


def confirm(connection: Connection, by: Address, number: int, now: datetime) -> Side | None:
    """See ``ports.linking.Links.confirm``."""
    mine = _account(connection, by)
    found = None if mine is None else _agreed(connection, mine.id, now)
    if found is None or found.id != number:
        return None
    make_known(connection, by, now)
    joining.join(connection, mine, found.person_id, found.typed_by, now)
    between = {"one": mine.id, "two": found.typed_by}
    statements.drop_codes_between.run(connection, between)
    side = replace(_side(found), came=True)
    _tell(connection, found.typed_by, side.account, Kind.LINK_CHANGED, now)
    return side


def refuse(connection: Connection, by: Address, number: int, now: datetime) -> None:
    """See ``ports.linking.Links.refuse``."""
    found = proposal(connection, by, now)
    asked = [] if found is None else [found.number]
    if number in (*asked, *(one.id for one in _typed(connection, by, now))):
        statements.drop_code.run(connection, {"number": number})


def linked_with(connection: Connection, who: Address) -> Side | None:
    """See ``ports.linking.Links.linked_with``."""
    mine = _account(connection, who)
    found = [] if mine is None else _others(connection, mine.id)
    return _side(found[0]) if found else None


def unlink(connection: Connection, by: Address, now: datetime) -> Side | None:
    """See ``ports.linking.Links.unlink``."""
    mine = _account(connection, by)
    found = [] if mine is None else _others(connection, mine.id)
    if not found:
        return None
    make_known(connection, by, now)
    other = found[0]
    leaves, stays = (mine, other) if mine.linked_at is not None else (other, mine)
    parting.part(connection, leaves, stays.id, now)
    side = _side(other)
    _tell(connection, other.id, side.account, Kind.LINK_CHANGED, now)
    return side


def _taken(
    connection: Connection, by: Address, account: int, found: Any, now: datetime
) -> Typing:
    """What becomes of a code that looks like this one, or like none."""
    if found is None:
        return Typing.WRONG
    if found.account_id == account:
        return Typing.OWN
    if found.typed_by == account:  # the same event once more, or the same words
        return Typing.TAKEN
    if are_neighbours(by, Address(found.platform, found.workspace, found.user)):
        return Typing.NEIGHBOURS
    told = {"number": found.id, "account": account, "now": now}
    return Typing.TAKEN if statements.take_code.run(connection, told) else Typing.WRONG


def _known(connection: Connection, by: Address, name: str, now: datetime) -> Any:
    """The account of whoever acts, called as the platform calls them.

    Codes that count no longer go meanwhile; nobody learns that they were there.
    """
    make_known(connection, by, now)
    statements.drop_outdated.run(connection, {"before": now - CODE_LASTS})
    mine = _account(connection, by)
    if name:
        called = {"account": mine.id, "told": name[:LONGEST_NAME]}
        statements.call.run(connection, called)
    return mine


def _typed(connection: Connection, who: Address, now: datetime) -> list[Any]:
    """Codes of others that an account typed and to which it can still say yes or no."""
    mine = _account(connection, who)
    if mine is None:
        return []
    with rows.ours(connection.engine.url.database):
        found = statements.codes_typed_by.rows(connection, {"account": mine.id})
    return [one for one in found if _lasts(one, now)]


def _agreed(connection: Connection, account: int, now: datetime) -> Any:
    """The code of an account that waits for the last yes; else None."""
    found = _row(connection, statements.agreed_code_of, {"account": account})
    return found if found is not None and _lasts(found, now) else None


def _lasts(code: Any, now: datetime) -> bool:
    """Whether the next yes to a code that somebody typed comes in time."""
    since: datetime = code.agreed_at or code.typed_at
    return now - since <= CODE_LASTS


def _account(connection: Connection, who: Address) -> Any:
    return _row(connection, statements.account_of, named(who))


def _others(connection: Connection, account: int) -> list[Any]:
    with rows.ours(connection.engine.url.database):
        return statements.others.rows(connection, {"account": account})


def _row(connection: Connection, statement: Any, asked: dict[str, Any]) -> Any:
    with rows.ours(connection.engine.url.database):
        return statement.row(connection, asked)


def _side(row: Any) -> Side:
    account = Address(row.platform, row.workspace, row.user)
    return Side(account, row.name or "", row.linked_at is not None)


def _tell(connection: Connection, account: int, to: Address, kind: Kind, now: datetime) -> None:
    """Write a message whose card is made when it is sent, so that it names nobody here."""
    lasts: timedelta = LETTER_LASTS[kind]
    columns = {
        **new_message(account, kind, now),
        "key": message_key(to, f"{kind}-{now.isoformat()}", 0),
        "card_text": None,
        "useful_until": now + lasts,
    }
    pairing_statements.tell.run(connection, columns)
