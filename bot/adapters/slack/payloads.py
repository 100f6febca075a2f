"""What stands in Slack's payloads, read without believing anything. Pure.

Whatever has another shape than ours reads as nothing.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from html import unescape
from typing import Any

from bot.ports.inbound import Address, EventKey, readable

PLATFORM = "slack"

Payload = Mapping[str, Any]

_SHOWN_LINK = re.compile(r"<(?:https?://|mailto:)[^|<>]*\|([^<>]*)>")
_BARE = re.compile(r"<(https?://[^|<>]*)>")


def text_at(payload: object, *names: str) -> str:
    """The text under these names, one inside the other; empty where there is none."""
    for name in names:
        payload = payload.get(name) if isinstance(payload, Mapping) else None
    return payload if isinstance(payload, str) else ""


def listed(value: object) -> list[object]:
    """A list as it is; empty for anything else."""
    return value if isinstance(value, list) else []


def action_in(body: Payload) -> Payload:
    """What was pressed; empty where nothing was."""
    match body.get("actions"):
        case [Mapping() as action, *_]:
            return action
        case _:
            return {}


def team_of(body: Payload) -> str:
    """The workspace that a payload comes from."""
    return (
        text_at(body, "team_id")
        or text_at(body, "team", "id")
        or text_at(body, "user", "team_id")
    )


def presser_of(body: Payload) -> Address | None:
    """Who pressed or sent something; None where nobody did."""
    return address_of(team_of(body), text_at(body, "user", "id"))


def address_of(team: str, user: str) -> Address | None:
    """Somebody's account; None unless both are told."""
    return Address(PLATFORM, team, user) if team and user else None


def key_of(kind: str, *parts: str) -> EventKey:
    """The key of an event, as every store can carry it.

    What follows the kind stands there as a hash, for it names people, and a key outlives
    whoever asked to be forgotten (F68).
    """
    return EventKey(f"{kind}:{short(readable(':'.join(parts)))}")


def short(text: str) -> str:
    """What tells a text from others."""
    return blake2b(text.encode(errors="replace"), digest_size=24).hexdigest()


def as_typed(text: str) -> str:
    """Slack's markup as the person typed it: links by what they show, three characters back."""
    return unescape(_BARE.sub(r"\1", _SHOWN_LINK.sub(r"\1", text)))


def instants(stamp: str, now: datetime) -> tuple[datetime, datetime | None]:
    """When it happened: never later than now by our clock; and by Slack's, if it tells."""
    try:
        sent_at = datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return now, None
    return min(sent_at, now), sent_at


def key_told(said: object) -> str | None:
    """The key that a message of ours carries."""
    match said:
        case {"metadata": {"event_payload": {"key": str(key)}}}:
            return key
        case _:
            return None
