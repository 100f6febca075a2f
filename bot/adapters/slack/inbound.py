"""What Slack tells, as events of ours. Pure; whatever has another shape than ours is None.

Nothing in a payload is believed but who acted: a place and a choice are held against what
stands, and the account comes from what Slack vouches for (F66, F67).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.adapters.slack import callbacks, modals
from bot.adapters.slack.payloads import (
    Payload,
    action_in,
    address_of,
    as_typed,
    instants,
    key_of,
    listed,
    presser_of,
    short,
    team_of,
    text_at,
)
from bot.cards import NOWHERE, Place
from bot.catalog import Command
from bot.engine.events import Asked, Chose, Event, Joined, Opened, Typed
from bot.ports.inbound import SLASH_COMMAND, Address, Inbound, from_words, readable

WITH_WORDS = (None, "file_share", "me_message", "thread_broadcast")
"""Kinds of message in which somebody says something new."""


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
    user, text, stamp = text_at(event, "user"), text_at(event, "text"), text_at(event, "ts")
    sender = address_of(text_at(body, "team_id"), user)
    has_a_file = event.get("subtype") == "file_share"  # a voice message has no words at all
    if sender is None or not stamp or not (text.strip() or has_a_file):
        return None
    at, sent_at = instants(stamp, now)
    key = key_of("message", text_at(event, "channel"), stamp)
    return Inbound(key, sender, Typed(at, readable(as_typed(text)), sent_at=sent_at))


def from_command(body: Payload, now: datetime) -> Inbound | None:
    """``/whichrole`` and its words, wherever somebody runs it."""
    sender = address_of(text_at(body, "team_id"), text_at(body, "user_id"))
    trigger = text_at(body, "trigger_id")
    if sender is None or not trigger:
        return None
    words = f"{SLASH_COMMAND} {readable(as_typed(text_at(body, 'text')))}"
    return Inbound(key_of("command", trigger), sender, from_words(words, now))


def from_click(body: Payload, now: datetime) -> Inbound | None:
    """A press on something of ours that asks for a turn; None for a mere tick."""
    action = action_in(body)
    sender = presser_of(body)
    stamp = text_at(action, "action_ts")
    if sender is None or not stamp:
        return None
    event = _meant(body, action, *instants(stamp, now))
    if event is None:
        return None
    where = text_at(body, "container", "message_ts") or text_at(body, "container", "view_id")
    key = key_of("click", sender.user, where, stamp, text_at(action, "action_id"))
    return Inbound(key, sender, event)


def from_submission(body: Payload, now: datetime) -> Inbound | None:
    """Words out of the window that we opened for them."""
    sender = presser_of(body)
    view = body.get("view")
    if sender is None or not isinstance(view, Mapping):
        return None
    words, place = modals.words_of(view)
    if not words.strip():
        return None
    # What was changed before it was sent again is something new.
    key = key_of("view", text_at(view, "id"), text_at(view, "hash"), short(words))
    return Inbound(key, sender, Typed(now, readable(as_typed(words)), place))


def from_joining(body: Payload, now: datetime) -> Inbound | None:
    """Somebody came into a channel; None for somebody from another workspace.

    However often they come, the first time counts for as long as keys are kept.
    """
    event = body.get("event")
    user, home = text_at(event, "user"), text_at(event, "team")
    account = address_of(team_of(body), user)
    if account is None or home not in ("", account.workspace):
        return None
    at, sent_at = instants(text_at(event, "event_ts"), now)
    key = key_of("joining", text_at(event, "channel"), user)
    return Inbound(key, account, Joined(at, sent_at))


def inviter_of(body: Payload) -> str:
    """Who brought somebody into a channel; empty if they came by themselves."""
    return text_at(body, "event", "inviter")


def clicked(body: Payload) -> Clicked | None:
    """The message that a click was on; None on Home, in a window, or where only one sees it."""
    container = body.get("container")
    if not isinstance(container, Mapping) or container.get("is_ephemeral"):
        return None
    channel, stamp = text_at(container, "channel_id"), text_at(container, "message_ts")
    if not channel or not stamp:
        return None
    return Clicked(f"{channel}:{stamp}", text_at(body, "response_url"), place_of_action(body))


def action_of(body: Payload) -> str:
    """Which of our elements was pressed, by the name that ``callbacks`` gives it."""
    return callbacks.name_of(text_at(action_in(body), "action_id"))


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
    return text_at(body, "event", "channel"), text_at(body, "event", "user")


def trigger_of(body: Payload) -> str:
    """What lets us open a window for three seconds."""
    return text_at(body, "trigger_id")


def place_of_action(body: Payload) -> Place:
    """The place of the card whose element was pressed."""
    return callbacks.place_of(text_at(action_in(body), "block_id")) or NOWHERE


def response_url_of(body: Payload) -> str:
    """Where what only this person sees can be said."""
    return text_at(body, "response_url")


def actor_of(body: Payload) -> Address | None:
    """Who acted, in an event, a click or a window."""
    event_user = text_at(body, "event", "user")
    if event_user:
        return address_of(team_of(body), event_user)
    return presser_of(body)


def _meant(
    body: Payload, action: Payload, at: datetime, sent_at: datetime | None
) -> Event | None:
    """What a press means."""
    place = place_of_action(body)
    match callbacks.name_of(text_at(action, "action_id")):
        case callbacks.CHOOSE:
            return Chose(at, place, _ids([text_at(action, "value")]), sent_at)
        case callbacks.PICK:
            chosen = text_at(action, "selected_option", "value")
            return Chose(at, place, _ids([chosen]), sent_at)
        case callbacks.CONFIRM:
            ticked = _ticked(body, text_at(action, "block_id"))
            return Chose(at, place, _ids(ticked), sent_at)
        case callbacks.OPEN:
            return Opened(at, sent_at)
        case callbacks.ASK:
            return _asked(text_at(action, "value"), at, place, sent_at)
        case callbacks.MORE:
            chosen = text_at(action, "selected_option", "value")
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
        text_at(option, "value")
        for block, elements in values.items()
        if callbacks.place_of(str(block)) == place and isinstance(elements, Mapping)
        for name, element in elements.items()
        if callbacks.name_of(str(name)) == callbacks.TICK and isinstance(element, Mapping)
        for option in listed(element.get("selected_options"))
        if isinstance(option, Mapping)
    ]


def _ids(values: Iterable[str]) -> frozenset[str]:
    return frozenset(readable(value) for value in values if value)
