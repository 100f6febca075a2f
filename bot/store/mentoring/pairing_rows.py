"""Rows of pairings as values."""

import json
from typing import Any

from bot.engine.mentoring.values import Item, Origin, Party, State
from bot.ports.inbound import Address
from bot.ports.mentoring import Community, Pairing
from bot.store import rows


def to_pairing(row: Any) -> Pairing:
    """A row with the columns of ``OF_A_PAIRING`` as a value."""
    consents = row.consents.split(",") if row.consents else ()
    found: Pairing = rows.made(
        Pairing,
        id=row.id,
        community=Community(row.platform, row.workspace),
        state=State(row.state),
        origin=Origin(row.origin),
        mentor=None if row.mentor is None else Address(row.platform, row.home, row.mentor),
        mentee=Address(row.platform, row.home, row.mentee),
        mentor_name=row.mentor_name,
        mentee_name=row.mentee_name,
        words=row.words,
        opened_at=row.opened_at,
        began_at=row.began_at,
        reminded_at=row.reminded_at,
        consents=frozenset(map(Item, consents)),
        declined_by=frozenset(
            Address(row.platform, row.home, user) for user in json.loads(row.declined)
        ),
        asked_by=None if row.asked_by is None else Party(row.asked_by),
        asked_at=row.asked_at,
        ended_by=None if row.ended_by is None else Party(row.ended_by),
        left_at=row.left_at,
        from_pool=row.from_pool,
        strangers=frozenset(
            side
            for side, linked in (
                (Party.MENTOR, row.mentor_account),
                (Party.MENTEE, row.mentee_account),
            )
            if linked is None
        ),
    )
    return found
