"""The statements of pairings, built once.

An account is somebody's if it is of the same person as the one through which they act, or, as
long as nobody has spoken through it, if it has the same address.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.outbox import Kind
from bot.store import statements
from bot.store.mentoring.tables import AWAITS, consent, declined, pairing
from bot.store.prepared import Prepared
from bot.store.schema import account, outbox

_asks = account.alias("asks")
_their = account.alias("their")
_of_mentor = account.alias("of_mentor")
_of_mentee = account.alias("of_mentee")

_THEIR_ACCOUNTS = (
    select(_their.c.id)
    .join(_asks, _asks.c.person_id == _their.c.person_id)
    .where(
        _asks.c.platform == bindparam("platform"),
        _asks.c.workspace == bindparam("workspace"),
        _asks.c.user == bindparam("user"),
    )
)


def _sides(linked: Any, user: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The two ways in which this side of a pairing is theirs; each has an index."""
    unlinked = and_(
        user == bindparam("user"),
        pairing.c.platform == bindparam("platform"),
        pairing.c.home == bindparam("workspace"),
        linked.is_(None),
    )
    return linked.in_(_THEIR_ACCOUNTS), unlinked


_AS_MENTOR = _sides(pairing.c.mentor_account, pairing.c.mentor)
_AS_MENTEE = _sides(pairing.c.mentee_account, pairing.c.mentee)
IS_ITS_MENTOR = and_(
    pairing.c.mentor == bindparam("user"),
    pairing.c.platform == bindparam("platform"),
    pairing.c.home == bindparam("workspace"),
)
"""This account is, and not only another one of the same person: who is linked sees no more."""

IS_ITS_MENTEE = or_(*_AS_MENTEE)
_IS_THE_POOLS = and_(pairing.c.state == literal_column("'asked'"), pairing.c.mentor.is_(None))

_CONSENTS = (
    select(func.group_concat(consent.c.item))
    .where(consent.c.pairing_id == pairing.c.id)
    .correlate(pairing)
    .scalar_subquery()
)
_declined_by = account.alias("declined_by")
_DECLINED = (
    select(func.json_group_array(_declined_by.c.user))
    .join_from(declined, _declined_by, _declined_by.c.id == declined.c.account_id)
    .where(declined.c.pairing_id == pairing.c.id)
    .correlate(pairing)
    .scalar_subquery()
)
OF_A_PAIRING = (
    pairing.c.id,
    pairing.c.platform,
    pairing.c.workspace,
    pairing.c.home,
    pairing.c.state,
    pairing.c.origin,
    pairing.c.mentor,
    pairing.c.mentee,
    pairing.c.mentor_account,
    pairing.c.mentee_account,
    func.coalesce(_of_mentor.c.name, pairing.c.mentor_name).label("mentor_name"),
    func.coalesce(_of_mentee.c.name, pairing.c.mentee_name).label("mentee_name"),
    pairing.c.words,
    pairing.c.opened_at,
    pairing.c.began_at,
    pairing.c.reminded_at,
    pairing.c.asked_by,
    pairing.c.asked_at,
    pairing.c.ended_by,
    pairing.c.left_at,
    pairing.c.from_pool,
    _CONSENTS.label("consents"),
    _DECLINED.label("declined"),
)


def pairings(*columns: Any) -> Select[Any]:
    """Pairings with the names that are known now, and more columns."""
    return (
        select(*OF_A_PAIRING, *columns)
        .outerjoin(_of_mentor, _of_mentor.c.id == pairing.c.mentor_account)
        .outerjoin(_of_mentee, _of_mentee.c.id == pairing.c.mentee_account)
    )


NUMBERED = pairing.c.id == bindparam("number")
_OPEN = pairing.c.state != literal_column("'ended'")
_THERE = (
    pairing.c.platform == bindparam("platform"),
    pairing.c.workspace == bindparam("workspace"),
)

theirs = Prepared(pairings().where(NUMBERED, or_(*_AS_MENTOR, IS_ITS_MENTEE)))
theirs_to_change = Prepared(
    pairings().where(NUMBERED, or_(*_AS_MENTOR, IS_ITS_MENTEE, _IS_THE_POOLS))
)
"""The pool's requests are every mentor's."""

_IDS = [select(pairing.c.id).where(side, _OPEN) for side in (*_AS_MENTOR, *_AS_MENTEE)]
all_of_theirs = Prepared(
    pairings()
    .where(pairing.c.id.in_(_IDS[0].union(*_IDS[1:])))
    .order_by(pairing.c.opened_at, pairing.c.id)
)
waiting = Prepared(
    pairings().where(*_THERE, text(f"pairing.{AWAITS}")).order_by(
        pairing.c.opened_at, pairing.c.id
    )
)  # fmt: skip

some_there = Prepared(
    pairings()
    .where(*_THERE, _OPEN, pairing.c.id > bindparam("after"))
    .order_by(pairing.c.id)
    .limit(bindparam("most"))
)
"""Some of the pairs of a community, by number."""

_opened_at = pairing.c.opened_at.type
to_chase = Prepared(
    pairings()
    .where(
        text(f"pairing.{AWAITS}"),
        or_(
            and_(
                pairing.c.reminded_at.is_(None),
                pairing.c.opened_at <= bindparam("remind_before", type_=_opened_at),
            ),
            and_(
                pairing.c.state == literal_column("'asked'"),
                pairing.c.mentor.is_not(None),
                pairing.c.opened_at <= bindparam("back_before", type_=_opened_at),
            ),
            and_(
                pairing.c.state == literal_column("'invited'"),
                pairing.c.opened_at <= bindparam("invited_before", type_=_opened_at),
            ),
        ),
    )
    .order_by(pairing.c.opened_at, pairing.c.id)
    .limit(bindparam("most"))
)
"""Whoever is to answer is to be reminded, a request is to be the pool's again, or an invitation
is to be over."""


def _linked(user: str) -> Any:
    """The account at this address, if anybody has spoken through it."""
    return (
        select(account.c.id)
        .where(
            account.c.platform == bindparam("platform"),
            account.c.workspace == bindparam("home"),
            account.c.user == bindparam(user),
        )
        .scalar_subquery()
    )


_MOVED = (
    *("state", "mentor", "mentee", "mentor_name", "mentee_name", "words"),
    *(
        "opened_at",
        "began_at",
        "reminded_at",
        "ended_at",
        "asked_by",
        "asked_at",
        "ended_by",
        "left_at",
        "from_pool",
    ),
)
_VALUES = {
    **{name: bindparam(name, type_=pairing.c[name].type) for name in _MOVED},
    "mentor_account": _linked("mentor"),
    "mentee_account": _linked("mentee"),
}
_SET_ONCE = ("platform", "workspace", "home", "origin")
add = Prepared(
    insert(pairing).values({**{name: bindparam(name) for name in _SET_ONCE}, **_VALUES})
)
move = Prepared(update(pairing).where(NUMBERED).values(_VALUES))

numbered = Prepared(pairings().where(NUMBERED))

give_consent = Prepared(
    insert_on_conflict(consent).on_conflict_do_nothing(), ("pairing_id", "item", "given_at")
)
take_back_consent = Prepared(
    delete(consent).where(
        consent.c.pairing_id == bindparam("number"), consent.c.item == bindparam("item")
    )
)
decline = Prepared(
    insert_on_conflict(declined)
    .from_select(
        ["pairing_id", "account_id", "declined_at"],
        select(
            bindparam("number", type_=declined.c.pairing_id.type),
            account.c.id,
            bindparam("declined_at", type_=declined.c.declined_at.type),
        ).where(*statements.THIS_ACCOUNT),
    )
    .on_conflict_do_nothing()
)
end_declined = Prepared(
    delete(declined).where(
        declined.c.pairing_id == bindparam("number"), declined.c.declined_at.is_(None)
    )
)
"""Who declined what was asked of them alone is kept as long as the pairing: they are not asked
again at once."""

end_consents = Prepared(delete(consent).where(consent.c.pairing_id == bindparam("number")))

drop_words = Prepared(
    delete(outbox).where(
        outbox.c.about == bindparam("number"),
        outbox.c.kind == literal_column(f"'{Kind.WORD}'"),
        outbox.c.closed_at.is_(None),
    )
)
"""What one side wrote, and the other has not got."""

tell = Prepared(
    insert_on_conflict(outbox)
    .values(card=bindparam("card_text", type_=Text))
    .on_conflict_do_nothing(),
    statements.OF_A_MESSAGE,
)
"""Its card is JSON already."""
