"""What is not kept any longer, ended a little at a time; the rules are in ``ports.keeping``.

What a rule ends is looked for on a reader's connection, so that a long search holds up
nobody, and ended by its key; whatever has changed in between is left alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from bot.ports.inbound import Address
from bot.ports.keeping import WARNED_BEFORE, Keeping, Rule
from bot.ports.outbox import Kind
from bot.store import rows, statements
from bot.store.mentoring.ending import (
    end_community,
    end_pairing,
    left_communities,
    outdated_looks,
    outdated_pairings,
)
from bot.store.new_messages import message_key, new_message
from bot.store.people.forgetting import delete_person
from bot.store.prepared import Prepared
from bot.store.schema import (
    account,
    community,
    conversation,
    forgotten,
    inbox,
    leftover,
    look,
    outbox,
    pace,
)

Keys = Sequence[Mapping[str, Any]]
"""What a rule ends: the primary key of each row, by column."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a rule is followed.

    Attributes:
        find: the keys of what it ends; the parameter ``before`` is the age, as an instant,
            and ``warned_before`` until when a warning must have been written.
        end: ends what has these keys and is still outdated; returns how much that was.
        most: so many at once take about 10 ms.
    """

    find: Select[Any]
    end: Callable[[Connection, Keys, Mapping[str, datetime]], int]
    most: int


def outdated(connection: Connection, keeping: Keeping, now: datetime) -> dict[Rule, int]:
    """See ``ports.keeping.Keeper.outdated``."""
    found = {}
    for rule, ending in _ENDINGS.items():
        counted = select(func.count()).select_from(ending.find.subquery())
        found[rule] = connection.execute(counted, _ages(rule, keeping, now)).scalar_one()
    return found


def find_some(connection: Connection, rule: Rule, keeping: Keeping, now: datetime) -> Keys:
    """The keys of some of what a rule ends."""
    ending = _ENDINGS[rule]
    with rows.ours(connection.engine.url.database):
        found = connection.execute(ending.find.limit(ending.most), _ages(rule, keeping, now))
        return [dict(row) for row in found.mappings()]


def end(connection: Connection, rule: Rule, keys: Keys, keeping: Keeping, now: datetime) -> int:
    """End what has these keys and is still outdated; how much that was."""
    return _ENDINGS[rule].end(connection, keys, _ages(rule, keeping, now) | {"now": now})


def _ages(rule: Rule, keeping: Keeping, now: datetime) -> dict[str, datetime]:
    return {"before": now - keeping.older_than(rule), "warned_before": now - WARNED_BEFORE}


def _by_key(table: Table, *still: Any) -> list[Any]:
    """This row, if it is still outdated."""
    keys = [column == bindparam(f"key_{column.name}") for column in table.primary_key]
    return [*keys, *still]


def _deleting(
    table: Table, *outdated: Any
) -> Callable[[Connection, Keys, Mapping[str, datetime]], int]:
    """Delete rows of a table."""
    statement = Prepared(delete(table).where(*_by_key(table, *outdated)))

    def run(connection: Connection, keys: Keys, ages: Mapping[str, datetime]) -> int:
        return statement.run_many(connection, [_keyed(key, ages) for key in keys])

    return run


def _each(
    end_one: Callable[[Connection, dict[str, Any]], int],
) -> Callable[[Connection, Keys, Mapping[str, datetime]], int]:
    """End one after the other."""

    def run(connection: Connection, keys: Keys, ages: Mapping[str, datetime]) -> int:
        return sum(end_one(connection, _keyed(key, ages)) for key in keys)

    return run


def _keyed(key: Mapping[str, Any], ages: Mapping[str, datetime]) -> dict[str, Any]:
    return {**ages, **{f"key_{name}": value for name, value in key.items()}}


def _before(column: Any) -> Any:
    return column < bindparam("before", type_=column.type)


_ENDED = _before(outbox.c.closed_at)
_UNREPEATED = outbox.c.person_id.is_(None) & or_(
    outbox.c.kind != literal_column(f"'{Kind.DIGEST}'"), _before(outbox.c.useful_until)
)
"""Nor is it what an account gets once in a period and could be given again."""
_delete_message = Prepared(delete(outbox).where(*_by_key(outbox, _ENDED, _UNREPEATED)))
_drop_text = Prepared(
    update(outbox).where(*_by_key(outbox, _ENDED, ~_UNREPEATED)).values(card=None)
)


def _end_messages(connection: Connection, keys: Keys, ages: Mapping[str, datetime]) -> int:
    """Delete messages; those that come once in a period lose their text only."""
    keyed = [_keyed(key, ages) for key in keys]
    dropped = _drop_text.run_many(connection, keyed)
    return dropped + _delete_message.run_many(connection, keyed)


_WARNING = (
    outbox.c.person_id == conversation.c.person_id,
    outbox.c.kind == Kind.WARNING.value,
    outbox.c.written_at > conversation.c.heard_at,
)
_some_account = account.alias("some_account")
_warned = exists().where(
    *_WARNING,
    func.coalesce(outbox.c.closed_at, outbox.c.useful_until)
    <= bindparam("warned_before", type_=outbox.c.closed_at.type),
)
_silent = select(conversation.c.person_id).where(_before(conversation.c.heard_at))
_to_forget = _silent.where(_warned)
_to_warn = _silent.where(~exists().where(*_WARNING)).where(
    exists().where(_some_account.c.person_id == conversation.c.person_id)
)
_this_person = conversation.c.person_id == bindparam("key_person_id")
_still_to_forget = Prepared(_to_forget.where(_this_person))
_still_to_warn = Prepared(
    _to_warn.where(_this_person)
    .join(account, account.c.person_id == conversation.c.person_id)
    .add_columns(
        conversation.c.heard_at,
        account.c.id.label("account"),
        account.c.platform,
        account.c.workspace,
        account.c.user,
    )
    .order_by(account.c.unreachable_since.is_not(None), account.c.id)
    .limit(1)
)
"""With the account to write to: one that can be reached, where there is one."""


def _end_people(connection: Connection, keys: Keys, ages: Mapping[str, datetime]) -> int:
    """Delete people who are still silent, with everything that leads to them.

    They get no mark: whatever they do from now on, they do as a newcomer.
    """
    silent = [
        row.person_id
        for key in keys
        if (row := _still_to_forget.row(connection, _keyed(key, ages)))
    ]
    for person in silent:
        delete_person(connection, person, ages["now"])
    return len(silent)


_gone = select(community.c.platform, community.c.workspace).where(_before(community.c.left_at))
_elsewhere = account.alias("elsewhere")
_of_gone = tuple_(account.c.platform, account.c.workspace).in_(_gone)
_has_another = exists().where(
    _elsewhere.c.person_id == account.c.person_id,
    tuple_(_elsewhere.c.platform, _elsewhere.c.workspace).not_in(_gone),
)
_left_alone = select(account.c.person_id).where(_of_gone, ~_has_another).distinct()
_still_left_alone = Prepared(
    _left_alone.where(account.c.person_id == bindparam("key_person_id"))
)


def _end_left_alone(connection: Connection, keys: Keys, ages: Mapping[str, datetime]) -> int:
    """Delete people whom we know from nowhere but communities that put us out long ago."""
    alone = [
        row.person_id
        for key in keys
        if (row := _still_left_alone.row(connection, _keyed(key, ages)))
    ]
    for person in alone:
        delete_person(connection, person, ages["now"])
    return len(alone)


def _warn(connection: Connection, keys: Keys, ages: Mapping[str, datetime]) -> int:
    """Write a warning to people who are still silent; its period is when they were heard."""
    now = ages["now"]
    with rows.ours(connection.engine.url.database):
        silent = [_still_to_warn.row(connection, _keyed(key, ages)) for key in keys]
    for row in filter(None, silent):
        to, period = Address(row.platform, row.workspace, row.user), f"{row.heard_at:%Y-%m-%d}"
        columns = {
            **new_message(row.account, Kind.WARNING, now),
            "person_id": row.person_id,
            "period": period,
            "key": message_key(to, f"{Kind.WARNING}-{period}", 0),
            "useful_until": now + WARNED_BEFORE,
        }
        statements.add_message.insert(connection, columns)
    return len([row for row in silent if row])


_ENDINGS: Mapping[Rule, Ending] = {
    Rule.KEYS: Ending(
        select(*inbox.primary_key).where(_before(inbox.c.claimed_at)),
        _deleting(inbox, _before(inbox.c.claimed_at)),
        most=500,
    ),
    Rule.MARKS: Ending(
        select(*forgotten.primary_key).where(_before(forgotten.c.forgotten_at)),
        _deleting(forgotten, _before(forgotten.c.forgotten_at)),
        most=500,
    ),
    Rule.PAUSES: Ending(
        select(*pace.primary_key).where(_before(pace.c.not_before)),
        _deleting(pace, _before(pace.c.not_before)),
        most=500,
    ),
    Rule.LEFTOVERS: Ending(
        select(*leftover.primary_key).where(_before(leftover.c.left_at)),
        _deleting(leftover, _before(leftover.c.left_at)),
        most=500,
    ),
    Rule.COMMUNITIES: Ending(_left_alone, _end_left_alone, most=8),
    Rule.SETTINGS: Ending(left_communities, _each(end_community), most=8),
    Rule.PAIRINGS: Ending(outdated_pairings, _each(end_pairing), most=250),
    Rule.LOOKS: Ending(outdated_looks, _deleting(look, _before(look.c.looked_at)), most=500),
    Rule.TEXTS: Ending(
        select(outbox.c.id).where(_ENDED, _UNREPEATED | outbox.c.card.is_not(None)),
        _end_messages,
        most=250,
    ),
    Rule.PEOPLE: Ending(_to_forget, _end_people, most=8),
    Rule.WARNINGS: Ending(_to_warn, _warn, most=100),
}
