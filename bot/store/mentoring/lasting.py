"""Whether the two of pairings still are there: ``ports.lasting.Lasts``."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, literal_column, select

from bot.engine.mentoring.values import Party
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Change, Community, PairingStep, Tell
from bot.ports.outbox import Kind
from bot.store import rows
from bot.store.mentoring import pairing_statements, surroundings
from bot.store.mentoring.pairing_rows import to_pairing
from bot.store.mentoring.pairings import end, keep
from bot.store.mentoring.tables import pairing
from bot.store.mentoring.telling import tell
from bot.store.prepared import Prepared

HOURS = 24

_OPEN = pairing.c.state != literal_column("'ended'")
_USERS = {Party.MENTOR: pairing.c.mentor, Party.MENTEE: pairing.c.mentee}


def _whose_turn_it_is(user: Any) -> Prepared:
    columns = pairing.c.platform, pairing.c.workspace, pairing.c.home, user
    return Prepared(
        select(*columns[:3], user.label("user"))
        .where(
            _OPEN,
            user.is_not(None),
            pairing.c.id % literal_column(str(HOURS)) == bindparam("hour"),
        )
        .distinct()
        .order_by(*columns)
    )


def _all_of(user: Any) -> Prepared:
    return Prepared(
        pairing_statements.pairings()
        .where(
            _OPEN,
            pairing.c.platform == bindparam("platform"),
            pairing.c.workspace == bindparam("workspace"),
            pairing.c.home == bindparam("home"),
            user == bindparam("user"),
        )
        .order_by(pairing.c.id)
    )


_whose_turn = {side: _whose_turn_it_is(user) for side, user in _USERS.items()}
_theirs = {side: _all_of(user) for side, user in _USERS.items()}


def to_look_at(
    connection: Connection, hour: int, side: Party
) -> list[tuple[Community, Address]]:
    """See ``ports.lasting.Lasts.to_look_at``."""
    with rows.ours(connection.engine.url.database):
        return [
            (
                rows.made(Community, platform=row.platform, workspace=row.workspace),
                Address(row.platform, row.home, row.user),
            )
            for row in _whose_turn[side].rows(connection, {"hour": hour % HOURS})
        ]


def change_pairings_of(
    connection: Connection,
    community: Community,
    who: Address,
    step: PairingStep,
    side: Party,
    now: datetime,
) -> int:
    """See ``ports.lasting.Lasts.change_pairings_of``."""
    asked = {
        "platform": community.platform,
        "workspace": community.workspace,
        "home": who.workspace,
        "user": who.user if who.platform == community.platform else None,
    }
    with rows.ours(connection.engine.url.database):
        found = [to_pairing(row) for row in _theirs[side].rows(connection, asked)]
    key, changed = EventKey(f"{side}-{now.isoformat()}"), 0
    told_before: set[tuple[Address, Kind]] = set()
    for pair in found:
        change = step(surroundings.around(connection, pair, None, pair.mentor), now)
        if change == Change(pair):
            continue
        news = [one for one in change.told if not _is_known(one, told_before)]
        keep(connection, pair, change.pairing, now)
        tell(connection, key, pair.id, news, now)
        end(connection, key, change.also, now)
        told_before |= {(one.to, one.kind) for one in news}
        changed += 1
    return changed


def _is_known(one: Tell, told: set[tuple[Address, Kind]]) -> bool:
    """Whether the same was told to the same already; a card of its own is something else."""
    return one.card is None and (one.to, one.kind) in told
