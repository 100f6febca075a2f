"""What every new row of the outbox has, whoever writes it."""

from datetime import datetime
from hashlib import blake2b
from typing import Any

from bot.ports.inbound import Address
from bot.ports.outbox import Kind


def message_key(address: Address, event: str, number: int) -> str:
    """The key of the message that an event writes, the same whenever it is worked out.

    The account is part of it: what comes once in a period is one event for many people.
    """
    told = "\0".join((address.platform, address.workspace, address.user, event, str(number)))
    return blake2b(told.encode(), digest_size=12).hexdigest()


def new_message(account: int, kind: Kind, now: datetime) -> dict[str, Any]:
    """The columns of a message that anybody may take, but for its key and its end."""
    return {
        "account_id": account,
        "person_id": None,
        "kind": kind.value,
        "period": None,
        "about": None,
        "card": None,
        "state": "new",
        "attempts": 0,
        "looks": 0,
        "fence": 0,
        "due_at": now,
        "written_at": now,
    }
