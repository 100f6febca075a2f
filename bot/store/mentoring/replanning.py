"""A mentor changes a mentee's plan: ``ports.mentee_facts.MenteeFacts.change_plan``."""

import json
from datetime import datetime

from sqlalchemy import (
    Connection,
    Text,
    bindparam,
    literal_column,
    select,
    text,
    type_coerce,
    update,
)

from bot.cards import Card
from bot.engine.mentoring.plan_letters import gathered
from bot.ports.inbound import Address, EventKey
from bot.ports.mentee_facts import GATHERED_FOR, Changing, PlanChange, Replanned
from bot.ports.outbox import Kind
from bot.ports.waiting import USEFUL_FOR
from bot.store import rows, statements
from bot.store.mentoring import facts, pairing_statements
from bot.store.mentoring.telling import claim, make_known
from bot.store.new_messages import message_key, new_message
from bot.store.prepared import Prepared
from bot.store.schema import WAITING, outbox
from bot.store.standings import Standing, columns_of, standings
from bot.store.steps import Writing, keep_weekly

_letter = Prepared(
    select(outbox.c.id, type_coerce(outbox.c.card, Text).label("card"))
    .where(
        outbox.c.about == bindparam("about"),
        outbox.c.account_id == bindparam("account"),
        outbox.c.kind == literal_column(f"'{Kind.PLAN_CHANGED}'"),
        outbox.c.closed_at.is_(None),
        text(WAITING),
    )
    .order_by(outbox.c.id.desc())
    .limit(literal_column("1"))
    .offset(literal_column("0"))  # or SQLAlchemy would bind one
)
"""The one that nobody has begun to send."""

_tell_more = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("letter"))
    .values(card=bindparam("card_text", type_=Text))
)


def change_plan(
    connection: Connection,
    key: EventKey,
    who: Address,
    number: int,
    change: Changing,
    now: datetime,
) -> Replanned:
    """See ``ports.mentee_facts.MenteeFacts.change_plan``."""
    is_new = claim(connection, key, who, now)
    found = facts.record(connection, who, number)
    made, pairing = change(found) if is_new else None, found.facts.pairing
    if made is None or pairing is None:
        return Replanned(found, is_changed=not is_new)
    (standing,) = standings(connection, [pairing.mentee])
    if standing is None:
        return Replanned(found, is_changed=False)
    make_known(connection, who, now)
    _keep(connection, standing, made)
    _tell(connection, key, number, pairing.mentee, standing.account, made, now)
    return Replanned(facts.record(connection, who, number), is_changed=True)


def _keep(connection: Connection, standing: Standing, made: PlanChange) -> None:
    """Write the plan as a turn of its person would, though nobody heard from them.

    Raises:
        StoreError: they were moved meanwhile by another process; nothing may be committed.
    """
    before, writing = standing.conversation, Writing(connection)
    moved = columns_of(made.after, standing.heard_at)
    here = {"conversation": before.id, "before": before.version}
    writing.add(statements.move, {**here, **moved})
    keep_weekly(writing, standing, made.after.weekly)
    writing.write()


def _tell(
    connection: Connection,
    key: EventKey,
    about: int,
    mentee: Address,
    account: int,
    made: PlanChange,
    now: datetime,
) -> None:
    """Write the letter, or into the one that waits."""
    with rows.ours(connection.engine.url.database):
        waits = _letter.row(connection, {"about": about, "account": account})
        before = None if waits is None else rows.to_card(json.loads(waits.card))
    card: Card = gathered(before, made.was, made.now, made.step)
    if waits is not None:
        more = {"letter": waits.id, "card_text": rows.from_card(card)}
        _tell_more.run(connection, more)
        return
    kind = Kind.PLAN_CHANGED
    columns = {
        **new_message(account, kind, now),
        "key": message_key(mentee, f"{kind}-{about}-{key}", 0),
        "card_text": rows.from_card(card),
        "due_at": now + GATHERED_FOR,
        "useful_until": now + USEFUL_FOR[kind],
        "about": about,
    }
    pairing_statements.tell.run(connection, columns)
