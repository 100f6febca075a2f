"""Files that mentors were sent about mentees: they go early when less is shared (F63)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select, update

from bot.store.mentoring.tables import pairing
from bot.store.prepared import Prepared
from bot.store.schema import account, leftover, upload

_NOW = bindparam("now", type_=leftover.c.left_at.type)
_as_mentor = account.alias("as_mentor")


def _going(which: Any) -> Prepared:
    """What makes the files of the mentors of these pairings go now."""
    theirs = (
        select(upload.c.file)
        .join(_as_mentor, _as_mentor.c.id == upload.c.account_id)
        .join(pairing, pairing.c.mentor_account == _as_mentor.c.id)
        .where(
            which,
            _as_mentor.c.platform == leftover.c.platform,
            _as_mentor.c.workspace == leftover.c.workspace,
            upload.c.file == leftover.c.file,
        )
        .correlate(leftover)
    )
    return Prepared(
        update(leftover).where(leftover.c.left_at > _NOW, exists(theirs)).values(left_at=_NOW),
    )


_of_this_pair = _going(pairing.c.id == bindparam("number"))
_of_account = _going(pairing.c.mentee_account == bindparam("account"))
_of_mentee = _going(
    pairing.c.mentee_account.in_(
        select(account.c.id).where(
            account.c.person_id == bindparam("person", type_=account.c.person_id.type)
        )
    )
)


def table_of_mentor_goes(connection: Connection, number: int, now: datetime) -> None:
    """The mentee of this pairing shares less: no file that shows more stays."""
    _of_this_pair.run(connection, {"number": number, "now": now})


def tables_about_account_go(connection: Connection, number: int, now: datetime) -> None:
    """What an account shared is shared no longer, though its pairs stay (F11, F63)."""
    _of_account.run(connection, {"account": number, "now": now})


def tables_of_mentors_go(connection: Connection, person: int, now: datetime) -> None:
    """A mentee is forgotten, or takes their question back: no mentor's file stays (F68)."""
    _of_mentee.run(connection, {"person": person, "now": now})
