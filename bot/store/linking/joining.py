"""Two people become one, in the transaction of the last yes.

The account that says it brings the person who stays, with conversation and weekly steps. What
the other one brought becomes history: its answers and results are earlier walks, its plan a
past one. Of each kind that comes once in a period one message is the person's, and it is one
that was said if either was. What that account shared with mentors is shared no longer, for
somebody else's conversation stands behind it now (F11, F63).

Rule for editors: whatever names a person has a line here; a test walks the schema for it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import literal_column as literal

from bot.ports.outbox import BY_CALENDAR, Reason
from bot.store import rows, weekly_statements
from bot.store.agendas import due_at, instant_text
from bot.store.counting_back import COUNTED, count_back
from bot.store.linking.tables import past_plan
from bot.store.mentoring.tables import consent, look, pairing
from bot.store.prepared import Prepared
from bot.store.schema import (
    WAITING,
    account,
    answers,
    conversation,
    due,
    outbox,
    person,
    plan,
    result,
)
from bot.store.standings import weeklies_of

NAMES_A_PERSON = frozenset(
    {
        *("account.person_id", "conversation.person_id", "outbox.person_id"),
        *("plan.person_id", "due.person_id", "look.person_id", "past_plan.person_id"),
    }
)
"""Columns that are moved here, or whose rows end here."""

_KEEPS = bindparam("keeps", type_=outbox.c.person_id.type)
_JOINS = bindparam("joins", type_=outbox.c.person_id.type)
_NOW = bindparam("now", type_=outbox.c.closed_at.type)

_conversation_of = Prepared(
    select(conversation.c.id, conversation.c.attempt).where(
        conversation.c.person_id == bindparam("person")
    )
)


def _lowest(table: Any) -> Prepared:
    """The first walk of a conversation of which this table has a row."""
    return Prepared(
        select(func.min(table.c.attempt).label("attempt")).where(
            table.c.conversation_id == bindparam("conversation")
        )
    )


def _earlier(table: Any) -> Prepared:
    """Puts all of a conversation before the first walk of another one."""
    return Prepared(
        update(table)
        .where(table.c.conversation_id == bindparam("old"))
        .values(
            conversation_id=bindparam("conversation"),
            attempt=table.c.attempt - bindparam("by", type_=table.c.attempt.type),
        )
    )


_WALKS = tuple((_lowest(table), _earlier(table)) for table in (answers, result))
_end_conversation = Prepared(
    delete(conversation).where(conversation.c.person_id == bindparam("joins"))
)

_has_plan = Prepared(select(plan.c.version).where(plan.c.person_id == bindparam("person")))
_as_it_was = (
    select(
        _KEEPS, conversation.c.chosen, plan.c.body, plan.c.cue, plan.c.question,
        plan.c.asked_at, _NOW,
    )
    .outerjoin_from(conversation, plan, plan.c.person_id == conversation.c.person_id)
    .where(
        conversation.c.person_id == _JOINS,
        or_(plan.c.person_id.is_not(None), conversation.c.chosen.is_not(None)),
    )
)  # fmt: skip
_PAST = ("person_id", "chosen", "body", "cue", "question", "asked_at", "ended_at")
_keep_plan = Prepared(insert(past_plan).from_select(_PAST, _as_it_was))
_end_plan = tuple(
    Prepared(delete(table).where(table.c.person_id == bindparam("joins")))
    for table in (plan, due)
)
_other = outbox.alias("theirs")
_SAID = "('sent', 'sending', 'unknown')"
_BY_CALENDAR = outbox.c.kind.in_([literal(f"'{kind}'") for kind in sorted(BY_CALENDAR)])
_let_go_of_theirs = Prepared(
    update(outbox)
    .where(outbox.c.person_id == _JOINS, text(f"outbox.{WAITING}"), _BY_CALENDAR)
    .values(state="dead", reason=Reason.MOOT.value, closed_at=_NOW, person_id=None)
)
"""What waits to be said about the plan that is none any more."""

_same_of_joins = (
    _other.c.person_id == _JOINS,
    _other.c.kind == outbox.c.kind,
    _other.c.period == outbox.c.period,
)
_NOT_SAID_BUT_THERE = (
    outbox.c.person_id == _KEEPS,
    text(f"outbox.state NOT IN {_SAID}"),
    exists().where(*_same_of_joins, text(f"theirs.state IN {_SAID}")),
)
_COUNTS = outbox.c.kind.in_([literal(f"'{kind}'") for kind in COUNTED])
_said_there = Prepared(
    select(outbox.c.person_id, outbox.c.kind).where(
        *_NOT_SAID_BUT_THERE, outbox.c.closed_at.is_(None), _COUNTS
    )
)
_let_go_of_ours = Prepared(
    update(outbox)
    .where(*_NOT_SAID_BUT_THERE, outbox.c.closed_at.is_(None))
    .values(state="dead", reason=Reason.MOOT.value, closed_at=_NOW)
)
_make_room = Prepared(update(outbox).where(*_NOT_SAID_BUT_THERE).values(person_id=None))
_ours = outbox.alias("ours")
_give_way = Prepared(
    update(outbox)
    .where(
        outbox.c.person_id == _JOINS,
        exists().where(
            _ours.c.person_id == _KEEPS,
            _ours.c.kind == outbox.c.kind,
            _ours.c.period == outbox.c.period,
        ),
    )
    .values(person_id=None)
)
_take_over = Prepared(
    update(outbox).where(outbox.c.person_id == _JOINS).values(person_id=_KEEPS)
)

_take_looks = Prepared(update(look).where(look.c.person_id == _JOINS).values(person_id=_KEEPS))
_take_past = Prepared(
    update(past_plan).where(past_plan.c.person_id == _JOINS).values(person_id=_KEEPS)
)
end_consents_of = Prepared(
    delete(consent).where(
        consent.c.pairing_id.in_(
            select(pairing.c.id).where(pairing.c.mentee_account == bindparam("account"))
        )
    )
)
"""What an account shares as a mentee; its pairs stay."""

_move = Prepared(
    update(account)
    .where(account.c.id == bindparam("account"))
    .values(person_id=_KEEPS, linked_at=_NOW)
)
_end_person = Prepared(delete(person).where(person.c.id == _JOINS))


def join(
    connection: Connection, keeper: Any, person_id: int, account_id: int, now: datetime
) -> None:
    """Make an account one of another one's person.

    Args:
        connection: of the writer.
        keeper: the row of the account that says yes: its ``id`` and its ``person_id``.
        person_id: of the other account; they have no third one.
        account_id: that account.
        now: the moment.
    """
    asked = {"keeps": keeper.person_id, "joins": person_id, "now": now, "account": account_id}
    point_at_agenda(connection, keeper.person_id)
    _keep_plan.run(connection, asked)
    for statement in _end_plan:
        statement.run(connection, asked)
    _join_walks(connection, keeper.person_id, person_id)
    _join_messages(connection, asked)
    for statement in (_take_looks, _take_past, end_consents_of, _move, _end_person):
        statement.run(connection, asked)


def point_at_agenda(connection: Connection, person_id: int) -> None:
    """Let somebody's plan say itself where their agenda is, and none of their messages.

    Their messages are about to change hands.
    """
    if _has_plan.row(connection, {"person": person_id}) is None:
        return
    with rows.ours(connection.engine.url.database):
        weekly = weeklies_of(connection, [(person_id,)])[person_id]
        key = instant_text(due_at(weekly.agenda))
    weekly_statements.point_at_agendas(connection, [(key, person_id)])


def _join_walks(connection: Connection, keeps: int, joins: int) -> None:
    """Their answers and results are from before the first walk of whoever stays."""
    stays = _conversation_of.row(connection, {"person": keeps})
    goes = _conversation_of.row(connection, {"person": joins})
    asked = {"conversation": stays.id}
    found = [lowest.row(connection, asked).attempt for lowest, _ in _WALKS]
    first = min(attempt for attempt in (*found, stays.attempt) if attempt is not None)
    for _, earlier in _WALKS:
        earlier.run(connection, {**asked, "old": goes.id, "by": goes.attempt - first + 1})
    _end_conversation.run(connection, {"joins": joins})


def _join_messages(connection: Connection, asked: dict[str, Any]) -> None:
    """One of a kind in a period: whoever said it first has said it for both."""
    _let_go_of_theirs.run(connection, asked)
    unsaid = _said_there.rows(connection, asked)
    _let_go_of_ours.run(connection, asked)
    count_back(connection, unsaid)
    for statement in (_make_room, _give_way, _take_over):
        statement.run(connection, asked)
