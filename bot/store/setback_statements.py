"""What tells of a clock that was ahead, and what puts right what it noted."""

from sqlalchemy import bindparam, func, select, update

from bot.store.posting_statements import THE_CLOCK
from bot.store.prepared import Prepared
from bot.store.schema import inbox, outbox, pace

newest_event = Prepared(select(func.max(inbox.c.claimed_at).label("at")))
"""When something came in last, by the clock of that moment."""

last_put_off = Prepared(
    select(func.max(pace.c.not_before).label("at")).where(pace.c.workspace == THE_CLOCK)
)
"""When a message was put off or its pace held last, by the clock of that moment."""

last_lease = Prepared(
    select(func.max(outbox.c.due_at).label("at")).where(
        outbox.c.closed_at.is_(None), outbox.c.state == "sending"
    )
)
"""When the last lease runs out."""

_no_later = bindparam("no_later", type_=outbox.c.due_at.type)
come_back = (
    update(outbox)
    .where(outbox.c.closed_at.is_(None), outbox.c.due_at > _no_later)
    .values(due_at=_no_later),
    update(pace).where(pace.c.not_before > _no_later).values(not_before=_no_later),
    update(inbox).where(inbox.c.claimed_at > _no_later).values(claimed_at=_no_later),
)
"""What was noted by a clock that was ahead."""
