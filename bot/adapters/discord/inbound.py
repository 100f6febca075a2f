"""What Discord tells, as events of ours. Pure; whatever has another shape than ours is None.

Nothing in a payload is believed but who acted: a place and a choice are held against what
stands, and the account comes from what Discord vouches for (F66, F67). An account belongs to
no guild: whoever talks with us in two of them is one person.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.adapters.discord import modals
from bot.adapters.discord.callbacks import YES, Kind, Pressed, from_custom_id
from bot.cards import NOWHERE, Place
from bot.catalog import Command
from bot.engine.events import TAKE_TEXT, Asked, Chose, Event, Opened, Typed
from bot.ports.inbound import SLASH_COMMAND, Address, EventKey, Inbound, from_words, readable

PLATFORM = "discord"
ACTION, TEXT = "action", "text"
EPOCH = 1_420_070_400_000
"""Milliseconds of the first moment that Discord's names of things can tell."""

Payload = Mapping[str, Any]


def address(user: int | str) -> Address:
    """The account of somebody on Discord."""
    return Address(PLATFORM, "", str(user))


def from_message(message: int, user: int, text: str, now: datetime) -> Inbound:
    """Words in a direct message with us; the key is the message itself (F06).

    A picture or a voice message has no words at all, and is answered like words that nobody
    understands.
    """
    at, sent_at = instants(message, now)
    event = Typed(at, readable(text), sent_at=sent_at)
    return Inbound(key_of_words(message), address(user), event)


def from_command(interaction: int, user: int, data: Payload, now: datetime) -> Inbound:
    """``/whichrole`` and its action, wherever somebody runs it."""
    action = option(data, ACTION)
    behind = f" {option(data, TEXT)}" if action in TAKE_TEXT else ""
    words = f"{SLASH_COMMAND} {readable(action + behind)}"
    at, sent_at = instants(interaction, now)
    event = from_words(words, at, sent_at=sent_at)
    return Inbound(key_of(interaction), address(user), event)


def from_press(interaction: int, user: int, data: Payload, now: datetime) -> Inbound | None:
    """A press, or a pick, on something of ours that asks for a turn."""
    pressed = pressed_in(data)
    event = _meant(pressed, data, *instants(interaction, now)) if pressed else None
    return Inbound(key_of(interaction), address(user), event) if event else None


def from_window(interaction: int, user: int, data: Payload, now: datetime) -> Inbound | None:
    """Words out of the window that we opened for them."""
    words, place = modals.words_of(data)
    if place == NOWHERE:
        return None
    at, sent_at = instants(interaction, now)
    event = Typed(at, readable(words), place, sent_at)
    return Inbound(key_of(interaction), address(user), event)


def pressed_in(data: Payload) -> Pressed | None:
    """What was pressed; None for what is not ours."""
    return from_custom_id(str(data.get("custom_id", "")))


def option(data: Payload, name: str) -> str:
    """The value of one option of a command, as text; empty if it was left out."""
    options = data.get("options")
    for one in options if isinstance(options, list) else ():
        if isinstance(one, Mapping) and one.get("name") == name:
            return str(one.get("value", ""))
    return ""


def key_of(interaction: int) -> EventKey:
    """The key of what somebody did (I2)."""
    return EventKey(f"interaction:{interaction}")


def key_of_words(message: int) -> EventKey:
    """The key of words (F06)."""
    return EventKey(f"message:{message}")


def first_value(data: Payload) -> str:
    """The first that was picked of a list, or empty."""
    return "".join(_values(data)[:1])


def instants(name: int, now: datetime) -> tuple[datetime, datetime | None]:
    """When Discord named something: never later than now by our clock; and by Discord's."""
    try:
        sent_at = datetime.fromtimestamp(((name >> 22) + EPOCH) / 1_000, UTC)
    except (ValueError, OverflowError, OSError):
        return now, None
    return min(sent_at, now), sent_at


def _meant(
    pressed: Pressed, data: Payload, at: datetime, sent_at: datetime | None
) -> Event | None:
    place = pressed.place
    match pressed.kind:
        case Kind.CHOOSE:
            return Chose(at, place, _ids([pressed.value]), sent_at)
        case Kind.PICK:
            return Chose(at, place, _ids(_values(data)), sent_at)
        case Kind.OPEN | Kind.PRIVATE | Kind.CHART:
            return Opened(at, sent_at)
        case Kind.ASK:
            return _asked(pressed.value, at, place, sent_at)
        case Kind.JOIN if pressed.value == YES:
            return Asked(at, Command.PLAN, sent_at=sent_at)
        case Kind.MORE:
            return _asked(first_value(data), at, place, sent_at)
        case _:
            return None


def _asked(word: str, at: datetime, place: Place, sent_at: datetime | None) -> Event | None:
    return Asked(at, Command(word), place, sent_at) if word in set(Command) else None


def _values(data: Payload) -> list[str]:
    values = data.get("values")
    return [str(one) for one in values] if isinstance(values, list) else []


def _ids(values: Iterable[str]) -> frozenset[str]:
    return frozenset(readable(value) for value in values if value)
