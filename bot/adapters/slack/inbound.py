"""What Slack tells, as events of ours. Pure; whatever has another shape than ours is None.

Nothing in a payload is believed but who acted: a place and a choice are held against what
stands, and the account comes from what Slack vouches for (F66, F67).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from html import unescape
from typing import Any

from bot.adapters.slack import callbacks, modals
from bot.cards import NOWHERE, Place
from bot.catalog import Command
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.ports.inbound import SLASH_COMMAND, Address, EventKey, Inbound, from_words, readable

PLATFORM = "slack"
LONGEST_KEY = 200
WITH_WORDS = (None, "file_share", "me_message", "thread_broadcast")
"""Kinds of message in which somebody says something new."""

Payload = Mapping[str, Any]

_SHOWN_LINK = re.compile(r"<(?:https?://|mailto:)[^|<>]*\|([^<>]*)>")
_BARE = re.compile(r"<(https?://[^|<>]*)>")


@dataclass(frozen=True, slots=True)
class Clicked:
    """The message under a click.

    Attributes:
        living_card: its name, as the courier gives it.
        response_url: where it can be changed for a while; not yet known to be Slack's.
        place: that its card belongs to.
    """

    living_card: str
    response_url: str
    place: Place = NOWHERE


def from_message(body: Payload, now: datetime) -> Inbound | None:
    """Words in a direct message with us.

    None for what another program or we ourselves said (F13), for edits, deletions and every
    other subtype (F12), and for words elsewhere. The key is the message itself, so that the
    same words under two event ids count once (F06).
    """
    event = body.get("event")
    if not isinstance(event, Mapping) or event.get("channel_type") != "im":
        return None
    if event.get("subtype") not in WITH_WORDS or event.get("bot_id") is not None:
        return None
    user, text, stamp = _text(event, "user"), _text(event, "text"), _text(event, "ts")
    sender = _address(_text(body, "team_id"), user)
    has_a_file = event.get("subtype") == "file_share"  # a voice message has no words at all
    if sender is None or not stamp or not (text.strip() or has_a_file):
        return None
    at, sent_at = _instants(stamp, now)
    key = _key("message", _text(event, "channel"), stamp)
    return Inbound(key, sender, Typed(at, readable(_as_typed(text)), sent_at=sent_at))


def from_command(body: Payload, now: datetime) -> Inbound | None:
    """``/whichrole`` and its words, wherever somebody runs it."""
    sender = _address(_text(body, "team_id"), _text(body, "user_id"))
    trigger = _text(body, "trigger_id")
    if sender is None or not trigger:
        return None
    words = f"{SLASH_COMMAND} {readable(_as_typed(_text(body, 'text')))}"
    return Inbound(_key("command", trigger), sender, from_words(words, now))


def from_click(body: Payload, now: datetime) -> Inbound | None:
    """A press on something of ours that asks for a turn; None for a mere tick."""
    action = _action(body)
    sender = _actor(body)
    stamp = _text(action, "action_ts")
    if sender is None or not stamp:
        return None
    event = _meant(body, action, *_instants(stamp, now))
    if event is None:
        return None
    where = _text(body, "container", "message_ts") or _text(body, "container", "view_id")
    key = _key("click", sender.user, where, stamp, _text(action, "action_id"))
    return Inbound(key, sender, event)


def from_submission(body: Payload, now: datetime) -> Inbound | None:
    """Words out of the window that we opened for them."""
    sender = _actor(body)
    view = body.get("view")
    if sender is None or not isinstance(view, Mapping):
        return None
    words, place = modals.words_of(view)
    if not words.strip():
        return None
    # What was changed before it was sent again is something new.
    key = _key("view", _text(view, "id"), _text(view, "hash"), _short(words))
    return Inbound(key, sender, Typed(now, readable(_as_typed(words)), place))


def clicked(body: Payload) -> Clicked | None:
    """The message that a click was on; None on Home, in a window, or where only one sees it."""
    container = body.get("container")
    if not isinstance(container, Mapping) or container.get("is_ephemeral"):
        return None
    channel, stamp = _text(container, "channel_id"), _text(container, "message_ts")
    if not channel or not stamp:
        return None
    return Clicked(f"{channel}:{stamp}", _text(body, "response_url"), place_of_action(body))


def action_of(body: Payload) -> str:
    """Which of our elements was pressed, by the name that ``callbacks`` gives it."""
    return callbacks.name_of(_text(_action(body), "action_id"))


def team_of(body: Payload) -> str:
    """The workspace that a payload comes from."""
    return _text(body, "team_id") or _text(body, "team", "id") or _text(body, "user", "team_id")


def is_about_us(body: Payload) -> bool:
    """Whether it is our own way in that has ended, and not some person's."""
    event = body.get("event")
    if not isinstance(event, Mapping):
        return False
    tokens = event.get("tokens")
    return event.get("type") == "app_uninstalled" or (
        isinstance(tokens, Mapping) and bool(tokens.get("bot"))
    )


def where_of(body: Payload) -> tuple[str, str]:
    """Channel and person of an event."""
    return _text(body, "event", "channel"), _text(body, "event", "user")


def trigger_of(body: Payload) -> str:
    """What lets us open a window for three seconds."""
    return _text(body, "trigger_id")


def place_of_action(body: Payload) -> Place:
    """The place of the card whose element was pressed."""
    return callbacks.place_of(_text(_action(body), "block_id")) or NOWHERE


def response_url_of(body: Payload) -> str:
    """Where what only this person sees can be said."""
    return _text(body, "response_url")


def actor_of(body: Payload) -> Address | None:
    """Who acted, in an event, a click or a window."""
    event_user = _text(body, "event", "user")
    if event_user:
        return _address(team_of(body), event_user)
    return _actor(body)


def _actor(body: Payload) -> Address | None:
    return _address(team_of(body), _text(body, "user", "id"))


def _address(team: str, user: str) -> Address | None:
    return Address(PLATFORM, team, user) if team and user else None


def _action(body: Payload) -> Payload:
    match body.get("actions"):
        case [Mapping() as action, *_]:
            return action
        case _:
            return {}


def _meant(
    body: Payload, action: Payload, at: datetime, sent_at: datetime | None
) -> Event | None:
    """What a press means."""
    place = place_of_action(body)
    match callbacks.name_of(_text(action, "action_id")):
        case callbacks.CHOOSE:
            return Chose(at, place, _ids([_text(action, "value")]), sent_at)
        case callbacks.PICK:
            chosen = _text(action, "selected_option", "value")
            return Chose(at, place, _ids([chosen]), sent_at)
        case callbacks.CONFIRM:
            ticked = _ticked(body, _text(action, "block_id"))
            return Chose(at, place, _ids(ticked), sent_at)
        case callbacks.OPEN:
            return Opened(at, sent_at)
        case callbacks.ASK:
            return _asked(_text(action, "value"), at, place, sent_at)
        case callbacks.MORE:
            chosen = _text(action, "selected_option", "value")
            return _asked(chosen, at, place, sent_at)
        case _:
            return None


def _asked(word: str, at: datetime, place: Place, sent_at: datetime | None) -> Event | None:
    """A command; one on Home belongs to no card."""
    if word not in set(Command):
        return None
    return Asked(at, Command(word), None if place == NOWHERE else place, sent_at)


def _ticked(body: Payload, confirmed: str) -> list[str]:
    """What is ticked on the card whose Confirm was pressed."""
    state, place = body.get("state"), callbacks.place_of(confirmed)
    values = state.get("values") if isinstance(state, Mapping) else None
    if not isinstance(values, Mapping) or place is None:
        return []
    return [
        _text(option, "value")
        for block, elements in values.items()
        if callbacks.place_of(str(block)) == place and isinstance(elements, Mapping)
        for name, element in elements.items()
        if callbacks.name_of(str(name)) == callbacks.TICK and isinstance(element, Mapping)
        for option in _listed(element.get("selected_options"))
        if isinstance(option, Mapping)
    ]


def _key(*parts: str) -> EventKey:
    """The key of an event, as every store can carry it; a long one is told by its hash."""
    key = readable(":".join(parts))
    return EventKey(key if len(key) <= LONGEST_KEY else f"{parts[0]}:{_short(key)}")


def _short(text: str) -> str:
    """What tells a text from others."""
    return blake2b(text.encode(errors="replace"), digest_size=24).hexdigest()


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _ids(values: Iterable[str]) -> frozenset[str]:
    return frozenset(readable(value) for value in values if value)


def _as_typed(text: str) -> str:
    """Slack's markup as the person typed it: links by what they show, three characters back."""
    return unescape(_BARE.sub(r"\1", _SHOWN_LINK.sub(r"\1", text)))


def _instants(stamp: str, now: datetime) -> tuple[datetime, datetime | None]:
    """When it happened: never later than now by our clock; and by Slack's, if it tells."""
    try:
        sent_at = datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return now, None
    return min(sent_at, now), sent_at


def _text(payload: object, *names: str) -> str:
    """The text under these names, one inside the other; empty where there is none."""
    for name in names:
        payload = payload.get(name) if isinstance(payload, Mapping) else None
    return payload if isinstance(payload, str) else ""
