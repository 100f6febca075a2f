"""Everything about mentees that a mentor might be shown: ``ports.mentee_facts``.

Whatever is asked, the same statements run as often: what is not there is looked for all the
same (F64), and of many mentees all are read with one statement of each kind.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    String,
    and_,
    bindparam,
    column,
    func,
    insert,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.engine.mentoring.values import Item
from bot.ports.inbound import Address
from bot.ports.mentee_facts import Facts, Look, Mentee, Record
from bot.ports.mentoring import Community
from bot.store import rows, statements, weekly_statements
from bot.store.mentoring.pairing_rows import to_pairing
from bot.store.mentoring.pairing_statements import IS_ITS_MENTOR, NUMBERED, pairings
from bot.store.mentoring.readers import IS_PRESENT
from bot.store.mentoring.tables import look, mentor, pairing
from bot.store.prepared import Prepared, PreparedForMany
from bot.store.schema import account, conversation, person, plan
from bot.store.standings import named
from bot.store.weeklies import to_weekly

_record = Prepared(
    pairings(
        func.coalesce(IS_ITS_MENTOR, literal_column("0", Integer)).label("is_theirs"),
        IS_PRESENT.label("is_present"),
    ).where(NUMBERED)
)
_records = Prepared(
    pairings(literal_column("1", Integer).label("is_theirs"), IS_PRESENT.label("is_present"))
    .where(IS_ITS_MENTOR, pairing.c.state == literal_column("'active'"))
    .order_by(pairing.c.opened_at, pairing.c.id)
)

_mentees = PreparedForMany(
    lambda asked: (
        select(*statements.STANDING)
        .join_from(asked, account, account.c.id == asked.c.account)
        .join(conversation, conversation.c.person_id == account.c.person_id)
        .outerjoin(plan, plan.c.person_id == account.c.person_id)
    ),
    column("account", Integer),
)
"""Where the owners of these accounts stand."""

_of_pairing = select(pairing.c.mentee_account).where(NUMBERED).scalar_subquery()
_meant = account.alias("meant")
_of_meant = (
    select(_meant.c.id)
    .where(
        _meant.c.platform == bindparam("meant_platform"),
        _meant.c.workspace == bindparam("meant_workspace"),
        _meant.c.user == bindparam("meant_user"),
    )
    .scalar_subquery()
)
_looked_at = account.alias("looked_at")
_looker = (
    select(account.c.id)
    .where(*statements.THIS_ACCOUNT)
    .scalar_subquery()
)  # fmt: skip
_LOOKED = ("person_id", "account_id", "by", "platform", "workspace", "items", "looked_at")
_add_look = Prepared(
    insert(look).from_select(
        _LOOKED,
        select(
            _looked_at.c.person_id,
            _looker,
            bindparam("by", type_=String),
            bindparam("there", type_=String),
            bindparam("in_workspace", type_=String),
            bindparam("items", type_=look.c["items"].type),
            bindparam("now", type_=look.c.looked_at.type),
        ).where(_looked_at.c.id == func.coalesce(_of_pairing, _of_meant)),
    )
)
_looks_after = insert_on_conflict(mentor).from_select(
    ["platform", "workspace", "user", "home", "name", "account_id", "looked_at"],
    select(
        pairing.c.platform,
        pairing.c.workspace,
        pairing.c.mentor,
        pairing.c.home,
        pairing.c.mentor_name,
        pairing.c.mentor_account,
        bindparam("now", type_=mentor.c.looked_at.type),
    ).where(NUMBERED, pairing.c.state == literal_column("'active'"), IS_ITS_MENTOR),
)
_note_that_they_look = Prepared(
    _looks_after.on_conflict_do_update(
        index_elements=["platform", "workspace", "user"],
        set_={"looked_at": _looks_after.excluded.looked_at},
    )
)
_asks = account.alias("asks")
_looks = Prepared(
    select(look.c.by, look.c.platform, look.c.workspace, look.c["items"], look.c.looked_at)
    .join(person, person.c.id == look.c.person_id)
    .join(
        _asks,
        or_(_asks.c.person_id == person.c.id, _asks.c.person_id == person.c.joined_id),
    )
    .where(
        and_(
            _asks.c.platform == bindparam("platform"),
            _asks.c.workspace == bindparam("workspace"),
            _asks.c.user == bindparam("user"),
        )
    )
    .order_by(look.c.looked_at.desc(), look.c.id.desc())
)

NOBODY = (None,)


def record(connection: Connection, who: Address, number: int) -> Record:
    """See ``ports.mentee_facts.MenteeFacts.record``."""
    with rows.ours(connection.engine.url.database):
        row = _record.row(connection, {**named(who), "number": number})
        (found,) = _with_mentees(connection, [row])
        return found


def records(connection: Connection, who: Address) -> list[Record]:
    """See ``ports.mentee_facts.MenteeFacts.records``."""
    with rows.ours(connection.engine.url.database):
        return _with_mentees(connection, _records.rows(connection, named(who)))


def note_look(
    connection: Connection,
    who: Address,
    number: int,
    by: str,
    there: Community,
    items: Collection[Item],
    meant: Address | None,
    now: datetime,
) -> None:
    """See ``ports.mentee_facts.MenteeFacts.note_look``."""
    looked = {
        **named(who),
        "number": number,
        "by": by,
        "there": there.platform,
        "in_workspace": there.workspace,
        "items": sorted(items),
        "meant_platform": meant.platform if meant else None,
        "meant_workspace": meant.workspace if meant else None,
        "meant_user": meant.user if meant else None,
        "now": now,
    }
    _add_look.run(connection, looked)
    _note_that_they_look.run(connection, looked)


def note_opened(connection: Connection, who: Address, number: int, now: datetime) -> None:
    """See ``ports.mentee_facts.MenteeFacts.note_opened``."""
    _note_that_they_look.run(connection, {**named(who), "number": number, "now": now})


def looks(connection: Connection, mentee: Address) -> list[Look]:
    """See ``ports.mentee_facts.MenteeFacts.looks``."""
    with rows.ours(connection.engine.url.database):
        return [
            rows.made(
                Look,
                by=row.by,
                community=Community(row.platform, row.workspace),
                items=frozenset(map(Item, row.items)),
                at=row.looked_at,
            )
            for row in _looks.rows(connection, named(mentee))
        ]


def _with_mentees(connection: Connection, found: Sequence[Any]) -> list[Record]:
    """Each of these rows, or None, with everything about its mentee."""
    accounts = [(row.mentee_account,) for row in found if row] or [NOBODY]
    mentees = _mentees_of(connection, accounts)
    return [
        Record(
            Facts(to_pairing(row), bool(row.is_theirs), bool(row.is_present)),
            mentees.get(row.mentee_account, Mentee(None, None)),
        )
        if row
        else Record(Facts())
        for row in found
    ]


def _mentees_of(
    connection: Connection, accounts: Sequence[tuple[int | None]]
) -> dict[int | None, Mentee]:
    """Mentees by their account, with answers and weekly steps."""
    stand = _mentees.rows(connection, accounts)
    answered = statements.walks.rows(
        connection, [(row.id, row.attempt) for row in stand] or [(None, None)]
    )
    walks: dict[int, list[Any]] = {row.id: [] for row in stand}
    for answer in answered:
        walks[answer.conversation_id].append(answer)
    planned = weekly_statements.weeklies.rows(
        connection, sorted({(row.planned,) for row in stand if row.planned}) or [NOBODY]
    )
    weeklies = {row.person_id: to_weekly(row) for row in planned}
    return {
        row.account: Mentee(
            rows.to_conversation(row, walks[row.id], weeklies.get(row.person)),
            row.unreachable_since,
        )
        for row in stand
    }
