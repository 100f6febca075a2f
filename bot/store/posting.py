"""What delivery does in its transactions: claim, settle, and put doubt to rest."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from bot.ports.inbound import Address
from bot.ports.news import Held, News, Revoked, Unreachable
from bot.ports.outbox import (
    FIRST_CONTACT_SPACING,
    REPEATABLE,
    SENDING_LEASE,
    Claimed,
    Dead,
    Doubted,
    Kind,
    Later,
    Message,
    Outcome,
    Reason,
    Sent,
    Sought,
)
from bot.store import posting_statements, rows, statements
from bot.store.agendas import to_instant
from bot.store.counting_back import COUNTED, count_back
from bot.store.new_messages import message_key, new_message
from bot.store.prepared import all_rows
from bot.store.standings import named
from bot.store.steps import REPLY_IS_USEFUL

PUT_OFF = (Later, Sought)
"""How an attempt ends after which there is another: a clock that is ahead puts it far off."""

log = logging.getLogger(__name__)


def claim_due(
    connection: Connection,
    platforms: Sequence[str],
    most: int,
    spacing: Mapping[str, timedelta],
    now: datetime,
) -> Claimed:
    """See ``ports.queue.Outbox.claim_due``."""
    asked = {"platforms": list(platforms), "most": most, "now": now}
    found = all_rows(connection, posting_statements.due, asked)
    taken = list(_spaced(found, spacing))
    claimed = _readable(connection, taken, now)
    until = now + FIRST_CONTACT_SPACING
    for platform in {row.platform for row in taken if row.opens}:
        _hold(connection, Held(platform, posting_statements.FIRST_CONTACTS, until), now)
    for community in {(one.to.platform, one.to.workspace) for one in claimed}:
        if community[0] in spacing:
            _hold(connection, Held(*community, until=now + spacing[community[0]]), now)
    return _taken(connection, claimed, now)


def claim_doubtful(
    connection: Connection, platforms: Sequence[str], most: int, now: datetime
) -> Claimed:
    """See ``ports.queue.Outbox.claim_doubtful``."""
    asked = {"platforms": list(platforms), "most": most, "now": now}
    found = all_rows(connection, posting_statements.doubtful, asked)
    claimed = _readable(connection, found, now)
    taken = _taken(connection, claimed, now)
    settle(connection, [Doubted(one) for one in claimed if one.kind in REPEATABLE], (), now)
    return Claimed(tuple(one for one in taken.messages if one.kind not in REPEATABLE))


def claim_left(connection: Connection, account: Address, now: datetime) -> Claimed:
    """Take over every unsent message of an account under a new fence, oldest first.

    What nobody wants any more ends here.
    """
    with rows.ours(connection.engine.url.database):
        left = [
            _message(row)
            for row in posting_statements.left_unsent.rows(connection, named(account))
        ]
    taken = _taken(connection, left, now).messages
    late = [Dead(one, Reason.TOO_LATE) for one in taken if one.useful_until <= now]
    settle(connection, late, (), now)
    return Claimed(tuple(one for one in taken if one.useful_until > now))


def mark_sent(connection: Connection, messages: Sequence[Message], now: datetime) -> int:
    """Close what was handed over; count those that were still held under their fence."""
    if not messages:
        return 0
    sent = [_held(one) | {"at": now} for one in messages]
    return posting_statements.mark_sent.run_many(connection, sent)


def settle(
    connection: Connection, outcomes: Sequence[Outcome], news: Sequence[News], now: datetime
) -> int:
    """See ``ports.queue.Outbox.settle``."""
    sent = [outcome for outcome in outcomes if isinstance(outcome, Sent)]
    others = [outcome for outcome in outcomes if not isinstance(outcome, Sent)]
    held = mark_sent(connection, [one.message for one in sent], now)
    _stand(connection, sent)
    held += sum(_settle(connection, outcome, now) for outcome in others)
    for platform in {one.message.to.platform for one in others if isinstance(one, PUT_OFF)}:
        _note_the_clock(connection, platform, now)
    doubted = [one.message for one in outcomes if isinstance(one, Doubted)]
    for _, same in groupby(doubted, key=lambda message: message.to):
        _say_the_standing_card(connection, list(same)[-1], now)
    for one in news:
        _spread(connection, one, now)
    return held


def _stand(connection: Connection, sent: Iterable[Sent]) -> None:
    """Note where cards stand now, of those whose platform told."""
    stands = [
        {**named(one.message.to), "living_card": one.living_card}
        for one in sent
        if one.living_card is not None
    ]
    if stands:
        posting_statements.stand.run_many(connection, stands)


def _settle(
    connection: Connection, outcome: Dead | Doubted | Later | Sought, now: datetime
) -> int:
    """Note how one attempt ended; 1, or 0 if it was no longer ours."""
    message = outcome.message
    match outcome:
        case Dead(reason=reason):
            return _end(connection, message, "dead", reason, now)
        case Doubted():
            return _end(connection, message, "unknown", Reason.LOST, now)
        case Later(at=at, reason=reason):
            values: dict[str, Any] = {
                "waits": "retry" if reason else "new",
                "why": reason and reason.value,
                "tried": int(reason not in (None, Reason.LIMITED)),
                "looked": int(reason is Reason.LOST),
                "due": at,
            }
            return posting_statements.try_later.run(connection, _held(message) | values)
        case Sought(look_at=at, looks=looks):
            values = {"looked": looks, "look_at": at}
            return posting_statements.look_later.run(connection, _held(message) | values)


def _end(
    connection: Connection, message: Message, state: str, reason: Reason, now: datetime
) -> int:
    values = {"ended": state, "why": reason.value, "at": now}
    ended = posting_statements.end.run(connection, _held(message) | values)
    if ended and state == "dead" and message.kind in COUNTED:
        asked = {"message": message.id}
        count_back(connection, posting_statements.counted.rows(connection, asked))
    return ended


def _held(message: Message) -> dict[str, Any]:
    """The message, as long as it is still held under this fence."""
    return {"message": message.id, "held": message.fence}


def _say_the_standing_card(connection: Connection, doubted: Message, now: datetime) -> None:
    """Put the standing card in the place of replies in doubt, if nothing was said since."""
    standing = statements.where_they_stand.row(connection, named(doubted.to))
    if standing is None or doubted.kind not in REPEATABLE:
        return
    last = {"account": standing.account, "message": doubted.id}
    again = doubted.kind is Kind.KEPT  # no other card says what it said
    if again or posting_statements.said_since.row(connection, last) is None:
        columns = {
            **new_message(standing.account, Kind.KEPT if again else Kind.STANDING, now),
            "key": message_key(doubted.to, doubted.key, doubted.fence),
            "useful_until": now + REPLY_IS_USEFUL,
        }
        statements.add_message.insert(connection, columns)


def _spread(connection: Connection, news: News, now: datetime) -> None:
    """Note what a refusal tells of more than its own message."""
    match news:
        case Held():
            _hold(connection, news, now)
        case Unreachable(account=account):
            asked = {**named(account), "now": now, "why": Reason.UNREACHABLE.value}
            posting_statements.lose_reach.run(connection, asked)
            unsaid = posting_statements.counted_for_account.rows(connection, asked)
            posting_statements.end_for_account.run(connection, asked)
            count_back(connection, unsaid)
        case Revoked(platform=platform, workspace=workspace):
            asked = {"platform": platform, "workspace": workspace, "now": now}
            asked["why"] = Reason.REVOKED.value
            unsaid = posting_statements.counted_for_community.rows(connection, asked)
            posting_statements.end_for_community.run(connection, asked)
            count_back(connection, unsaid)
            posting_statements.let_go.run(connection, asked)


def _hold(connection: Connection, held: Held, now: datetime) -> None:
    """Let nothing go there before a moment, and note the clock that it was counted from."""
    _not_before(connection, held)
    _note_the_clock(connection, held.platform, now)


def _note_the_clock(connection: Connection, platform: str, now: datetime) -> None:
    """What was put off just now tells of a clock that was ahead, once that is right (F42)."""
    _not_before(connection, Held(platform, posting_statements.THE_CLOCK, until=now))


def _not_before(connection: Connection, held: Held) -> None:
    values = {
        "platform": held.platform,
        "workspace": held.workspace,
        "not_before": held.until,
    }
    posting_statements.hold.run(connection, values)


def _spaced(found: Iterable[Any], spacing: Mapping[str, timedelta]) -> Iterable[Any]:
    """At most one row of each community whose messages keep their distance.

    And one of each platform that opens a direct message.
    """
    seen: set[tuple[str, str]] = set()
    for row in found:
        alone = {(row.platform, row.workspace)} if row.platform in spacing else set()
        if row.opens:
            alone.add((row.platform, posting_statements.FIRST_CONTACTS))
        if seen.isdisjoint(alone):
            seen |= alone
            yield row


def _taken(connection: Connection, messages: Sequence[Message], now: datetime) -> Claimed:
    """Hold these under a new fence and lease."""
    if messages:
        until = now + SENDING_LEASE
        taken = [{"message": one.id, "until": until} for one in messages]
        posting_statements.take.run_many(connection, taken)
    return Claimed(tuple(messages))


def _readable(connection: Connection, found: Iterable[Any], now: datetime) -> list[Message]:
    """The messages of these rows; one that this program did not write ends here (F25)."""
    messages = []
    for row in found:
        try:
            messages.append(_message(row))
        except rows.STRANGE as problem:
            _end_unread(connection, row.id, type(problem).__name__, now)
    return messages


def _end_unread(connection: Connection, message: int, why: str, now: datetime) -> None:
    log.error("message %s cannot be read: %s", message, why)
    asked = {"message": message, "why": Reason.OURS.value, "now": now}
    posting_statements.end_unread.run(connection, asked)
    count_back(connection, posting_statements.counted.rows(connection, asked))


def _message(row: Any) -> Message:
    """A row as its next holder has it: under a fence higher than any before."""
    return Message(
        id=row.id,
        fence=row.fence + 1,
        to=Address(row.platform, row.workspace, row.user),
        card=None if row.card is None else rows.to_card(json.loads(row.card)),
        kind=Kind(row.kind),
        key=row.key,
        attempts=row.attempts,
        looks=row.looks,
        useful_until=to_instant(row.useful_until),
        period=row.period,
        about=row.about,
    )
