"""What an account's owner is shown of what is kept, and its end; see ``ports.keeping``."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, MetaData, bindparam, select

from bot.engine.mentoring.values import Item, State
from bot.ports.accounts import Profile
from bot.ports.inbound import Address
from bot.ports.keeping import Kept, Reader
from bot.store import rows, statements
from bot.store.mentoring.readers import seen_by_others
from bot.store.mentoring.shown import columns_shown, rows_shown
from bot.store.people.forgetting import forget
from bot.store.people.holdings import belongs_to
from bot.store.schema import account as accounts
from bot.store.schema import metadata
from bot.store.standings import named, where_they_stand

_PERSON = bindparam("person", type_=accounts.c.person_id.type)

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by table, each with its columns by name."""


def kept(connection: Connection, account: Address) -> Kept | None:
    """See ``ports.keeping.Shower.kept``."""
    here = where_they_stand(connection, account)
    owner = _owner(connection, account)
    if here is None or owner is None:
        return None
    with rows.ours(connection.engine.url.database):
        tables = everything(connection, owner.person)
        walk = here.id, here.attempt
        counting = [
            row for row in tables["answers"] if (row["conversation_id"], row["attempt"]) == walk
        ]
        as_mentee = _as_mentee(tables)
        theirs = {row["id"] for row in tables["person"]}  # also who is put aside for them
        looked = [row for row in tables["look"] if row["person_id"] in theirs]
        return Kept(
            since=tables["person"][0]["created_at"],
            heard_at=owner.heard_at,
            accounts=[_address(row) for row in tables["account"]],
            here=here,
            answered={row["question"]: row["answered_at"] for row in counting},
            answers=len(tables["answers"]),
            results=[
                leaning
                for row in tables["result"]
                if (leaning := rows.to_leaning(row["role"], row["reached_at"]))
            ],
            messages=len(tables["outbox"]),
            files=len(tables["upload"]),
            profiles=[
                Profile(row["time_zone"], row["locale"], row["learned_at"], row["name"] or "")
                for row in tables["account"]
                if row["learned_at"] is not None
            ],
            readers=_readers(connection, owner.person, tables, account),
            notes=sum(row["pairing_id"] in as_mentee for row in tables["note"]),
            looks=sum(bool(row["items"]) for row in looked),
            refused=sum(not row["items"] for row in looked),
            tables=_plain(tables),
            elsewhere=sorted(metadata.tables.keys() - tables.keys()),
        )


def everything(connection: Connection, person: int, schema: MetaData = metadata) -> Tables:
    """Every row that a chain of foreign keys leads from to this person, in order.

    It is whole, but for what somebody else wrote or decided for their own eyes; and what they
    looked at of others is in it too (F69).
    """
    found: dict[str, Sequence[Mapping[str, Any]]] = {}
    for table in schema.sorted_tables:
        theirs = belongs_to(table, _PERSON)
        if theirs is not None:
            shown = select(*columns_shown(table, _PERSON))
            may_read = rows_shown(table, theirs, _PERSON)
            asked = shown.where(may_read).order_by(*table.primary_key)
            read = connection.execute(asked, {"person": person}).mappings()
            found[table.name] = [dict(row) for row in read]
    return found


def forget_owner(connection: Connection, account: Address, now: datetime) -> bool:
    """See ``ports.keeping.Keeper.forget``."""
    owner = _owner(connection, account)
    if owner is None:
        return False
    forget(connection, owner.person, now)
    return True


def hear(connection: Connection, account: Address, now: datetime) -> None:
    """See ``ports.keeping.Keeper.hear``."""
    owner = _owner(connection, account)
    if owner is not None:
        statements.hear.run(connection, {"conversation": owner.id, "heard": now})


def _owner(connection: Connection, account: Address) -> Any:
    """The row of an account's owner: ``person``, ``id`` of the conversation, ``heard_at``."""
    with rows.ours(connection.engine.url.database):
        return statements.where_they_stand.row(connection, named(account))


def _as_mentee(tables: Tables) -> set[int]:
    """Numbers of their pairings as a mentee; those as a mentor show others, and not them."""
    accounts_of_theirs = {row["id"] for row in tables["account"]}
    return {
        row["id"] for row in tables["pairing"] if row["mentee_account"] in accounts_of_theirs
    }


def _readers(
    connection: Connection, person: int, tables: Tables, asks: Address
) -> list[Reader]:
    """Their mentors, and those whom they asked; whoever invited them sees nothing yet.

    Nor does whoever is no mentor any more. Of their other account, that account is told.
    """
    addresses = {row["id"]: _address(row) for row in tables["account"]}
    found = seen_by_others.rows(connection, {"person": person})
    numbers, shared = {row.id for row in found}, defaultdict[int, set[Item]](set)
    for row in tables["consent"]:
        shared[row["pairing_id"]].add(Item(row["item"]))
    return [
        Reader(
            row["mentor_name"],
            State(row["state"]),
            frozenset(shared[row["id"]]),
            None if (through := addresses[row["mentee_account"]]) == asks else through,
        )
        for row in tables["pairing"]
        if row["id"] in numbers
    ]


def _address(row: Mapping[str, Any]) -> Address:
    return Address(row["platform"], row["workspace"], row["user"])


def _plain(tables: Tables) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """The rows as JSON can carry them."""
    return {
        name: [{column: _as_text(value) for column, value in row.items()} for row in found]
        for name, found in tables.items()
    }


def _as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
