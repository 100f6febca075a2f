"""The statements of delivery, built once. Those that take a list run the usual way."""

from collections.abc import Iterable

from sqlalchemy import (
    JSON,
    ColumnElement,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_on_conflict

from bot.ports.outbox import BY_CALENDAR, FOR_A_GOOD_HOUR, Kind
from bot.store.counting_back import COUNTED
from bot.store.prepared import Prepared
from bot.store.schema import WAITING, account, community, outbox, pace
from bot.store.statements import THIS_ACCOUNT

_HELD = (
    outbox.c.id == bindparam("message"),
    outbox.c.fence == bindparam("held"),
    outbox.c.state == "sending",
)

mark_sent = Prepared(
    update(outbox)
    .where(*_HELD)
    .values(
        state="sent",
        closed_at=bindparam("at", type_=outbox.c.closed_at.type),
        reason=None,
    )
)

end = Prepared(
    update(outbox)
    .where(*_HELD)
    .values(
        state=bindparam("ended"),
        reason=bindparam("why"),
        closed_at=bindparam("at", type_=outbox.c.closed_at.type),
    )
)

try_later = Prepared(
    update(outbox)
    .where(*_HELD)
    .values(
        state=bindparam("waits"),
        reason=bindparam("why"),
        attempts=outbox.c.attempts + bindparam("tried"),
        looks=outbox.c.looks + bindparam("looked"),
        due_at=bindparam("due", type_=outbox.c.due_at.type),
    )
)

look_later = Prepared(
    update(outbox)
    .where(*_HELD)
    .values(
        looks=bindparam("looked"),
        due_at=bindparam("look_at", type_=outbox.c.due_at.type),
    )
)
"""It stays ``sending``: when the lease runs out, it is in doubt (again)."""

take = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("message"))
    .values(
        state="sending",
        fence=outbox.c.fence + 1,
        due_at=bindparam("until", type_=outbox.c.due_at.type),
    )
)

hold = Prepared(
    insert_on_conflict(pace).on_conflict_do_update(
        index_elements=["platform", "workspace"],
        set_={"not_before": text("max(excluded.not_before, pace.not_before)")},
    ),
    ("platform", "workspace", "not_before"),
)

_CONTENTS = (
    outbox.c.id,
    outbox.c.fence,
    outbox.c.kind,
    outbox.c.key,
    type_coerce(outbox.c.card, Text).label("card"),
    outbox.c.attempts,
    outbox.c.looks,
    type_coerce(outbox.c.useful_until, Text).label("useful_until"),
    outbox.c.period,
    outbox.c.about,
    outbox.c.account_id,
    outbox.c.opens,
    account.c.platform,
    account.c.workspace,
    account.c.user,
)
"""What may hold what we never wrote is made a value of row by row."""

_MESSAGES = select(*_CONTENTS).join(account, account.c.id == outbox.c.account_id)

left_unsent = Prepared(
    _MESSAGES.where(*THIS_ACCOUNT, outbox.c.closed_at.is_(None)).order_by(outbox.c.id)
)

FIRST_CONTACTS = "first contacts"
"""Stands for the workspace in the pace of a platform's first direct messages; the platforms'
own names of workspaces have no spaces."""

THE_CLOCK = "the clock"
"""Stands for the workspace in the row that has the moment when something of a platform was put
off or held back last."""

_earlier = outbox.alias("earlier")
_of_community = pace.alias("community")
_of_platform = pace.alias("whole")
_of_openings = pace.alias("openings")
_now = bindparam("now", type_=outbox.c.due_at.type)
_platforms = func.json_each(bindparam("platforms", type_=JSON)).table_valued("value")
_ours = (account.c.platform + "").in_(select(_platforms.c.value))
"""An expression, lest all accounts of a platform be walked through its index for a few rows."""

_PACED = (
    _MESSAGES.outerjoin(
        _of_community,
        (_of_community.c.platform == account.c.platform)
        & (_of_community.c.workspace == account.c.workspace),
    )
    .outerjoin(
        _of_platform,
        (_of_platform.c.platform == account.c.platform) & (_of_platform.c.workspace == ""),
    )
    .outerjoin(
        _of_openings,
        outbox.c.opens
        & (_of_openings.c.platform == account.c.platform)
        & (_of_openings.c.workspace == FIRST_CONTACTS),
    )
)


def _is_one_of(kind: ColumnElement[str], kinds: Iterable[Kind]) -> ColumnElement[bool]:
    """Each compared by itself: a list has no fixed text, and cannot be prepared."""
    return or_(*(kind == one for one in sorted(kinds)))


_waits_for_the_morning = and_(
    or_(
        *(
            and_(_is_one_of(_earlier.c.kind, kinds), not_(_is_one_of(outbox.c.kind, kinds)))
            for kinds in (BY_CALENDAR, FOR_A_GOOD_HOUR)
        )
    ),
    _earlier.c.due_at > outbox.c.due_at,
)
"""It does not hold up an answer."""

_is_first = ~exists().where(
    _earlier.c.account_id == outbox.c.account_id,
    _earlier.c.id < outbox.c.id,
    _earlier.c.closed_at.is_(None),
    not_(_waits_for_the_morning),
)

due = (
    _PACED.where(
        outbox.c.closed_at.is_(None),
        outbox.c.due_at <= _now,
        text(f"outbox.{WAITING}"),
        _ours,
        or_(_of_community.c.not_before.is_(None), _of_community.c.not_before <= _now),
        or_(_of_platform.c.not_before.is_(None), _of_platform.c.not_before <= _now),
        or_(_of_openings.c.not_before.is_(None), _of_openings.c.not_before <= _now),
        _is_first,
    )
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
)
"""Whose moment has come: of each account the oldest only, of no community that waits."""

doubtful = (
    _MESSAGES.where(
        outbox.c.closed_at.is_(None),
        outbox.c.due_at <= _now,
        text("outbox.state = 'sending'"),
        _ours,
    )
    .order_by(outbox.c.account_id, outbox.c.id)
    .limit(bindparam("most"))
)

_allowed_at = func.max(
    outbox.c.due_at,
    func.coalesce(_of_community.c.not_before, outbox.c.due_at),
    func.coalesce(_of_platform.c.not_before, outbox.c.due_at),
    func.coalesce(_of_openings.c.not_before, outbox.c.due_at),
    type_=outbox.c.due_at.type,
)
_somebody_looks_at = case((text(f"outbox.{WAITING}"), _allowed_at), else_=outbox.c.due_at)

looked_at = Prepared(
    _PACED.with_only_columns(
        outbox.c.due_at, _somebody_looks_at.label("looked_at"), maintain_column_froms=True
    )
    .where(
        outbox.c.closed_at.is_(None), _ours, or_(text("outbox.state = 'sending'"), _is_first)
    )
    .order_by(outbox.c.due_at)
)
"""When a lease runs out, or the pace lets the first waiting message of an account go: never
before the row is due, in whose order they come one by one."""

said_since = Prepared(
    select(outbox.c.id)
    .where(
        outbox.c.account_id == bindparam("account"),
        outbox.c.id > bindparam("message"),
        text("kind IN ('reply', 'standing')"),
    )
    .limit(1)
)
"""A row: a later message to its account brings, or has brought, a current card."""

waiting = select(func.count(), func.min(outbox.c.written_at)).where(
    outbox.c.closed_at.is_(None)
)
ended = (
    select(outbox.c.reason, func.count())
    .where(outbox.c.state.in_(("unknown", "dead")))
    .group_by(outbox.c.reason)
)

lose_reach = Prepared(
    update(account)
    .where(*THIS_ACCOUNT)
    .values(unreachable_since=bindparam("now", type_=account.c.unreachable_since.type))
)

stand = Prepared(
    update(account).where(*THIS_ACCOUNT).values(living_card=bindparam("living_card"))
)

_COUNTED = (outbox.c.person_id, outbox.c.kind)
_COUNTS = outbox.c.kind.in_(literal_column(f"'{kind.value}'") for kind in COUNTED)

counted = Prepared(select(*_COUNTED).where(outbox.c.id == bindparam("message"), _COUNTS))
"""Whose week this message asks about; no row for one that asks about none."""

_of_this_account = outbox.c.account_id.in_(select(account.c.id).where(*THIS_ACCOUNT))
_of_this_community = outbox.c.account_id.in_(
    select(account.c.id).where(
        account.c.platform == bindparam("platform"),
        account.c.workspace == bindparam("workspace"),
    )
)
_at_an_end = {
    "state": "dead",
    "reason": bindparam("why"),
    "closed_at": bindparam("now", type_=outbox.c.closed_at.type),
}
end_unread = Prepared(
    update(outbox).where(outbox.c.id == bindparam("message")).values(_at_an_end)
)
_WAITS = (outbox.c.closed_at.is_(None), text(WAITING))
end_for_account = Prepared(update(outbox).where(*_WAITS, _of_this_account).values(_at_an_end))
end_for_community = Prepared(
    update(outbox).where(*_WAITS, _of_this_community).values(_at_an_end)
)
counted_for_account = Prepared(select(*_COUNTED).where(*_WAITS, _COUNTS, _of_this_account))
counted_for_community = Prepared(select(*_COUNTED).where(*_WAITS, _COUNTS, _of_this_community))

let_go = Prepared(
    update(community)
    .where(
        community.c.platform == bindparam("platform"),
        community.c.workspace == bindparam("workspace"),
        community.c.left_at.is_(None),
    )
    .values(left_at=bindparam("now", type_=community.c.left_at.type))
)
"""The first time counts (F32)."""
