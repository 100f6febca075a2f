"""What somebody does at the desk, as Slack tells it. Pure; another shape than ours is None.

Nothing is believed but who acted and whom Slack itself made of a mention: it comes escaped,
``<@U1|sam>``, and nobody can type that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.adapters.slack import callbacks, modals
from bot.adapters.slack.payloads import (
    PLATFORM,
    Payload,
    action_in,
    address_of,
    as_typed,
    key_of,
    presser_of,
    short,
    team_of,
    text_at,
)
from bot.engine.mentoring.desk import Spot, is_of_the_desk, spot_of
from bot.ports.inbound import Address, EventKey, Inbound, readable
from bot.ports.mentoring import Community
from bot.usecases.mentors.asking import (
    ADMIN,
    Act,
    Asked,
    Named,
    Pressed,
    Wrote,
    is_for_the_desk,
    typed,
)

TWO = 2
"""So many people does a command of admins name, and any other one; whoever is mentioned beside
them is a word like others."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|([^<>]*))?>")
_PLACE = re.compile(r"<(?:#|!subteam\^)([CGS][A-Z0-9]{1,30})(?:\|[^<>]*)?>")
"""A channel or a group of users, which is meant by its id."""

_BROADCAST = re.compile(r"<!([a-z]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did at the desk.

    Attributes:
        account: whose deed it is.
        handle: how they log in, as the payload tells it; others know them by another name.
        key: the platform's name of it.
        act: what they want.
        is_theirs: the card was drawn for them.
    """

    account: Address
    handle: str
    key: EventKey
    act: Act
    is_theirs: bool = True

    @property
    def here(self) -> Community:
        """The workspace in which they acted; that of the verified payload, and no other."""
        return Community(self.account.platform, self.account.workspace)


def is_asked(body: Payload) -> bool:
    """Whether a command is for the desk, and no turn."""
    return is_for_the_desk(text_at(body, "command"), text_at(body, "text"))


def from_command(body: Payload) -> Deed | None:
    """A command of the desk, wherever somebody runs it."""
    command, trigger = text_at(body, "command"), text_at(body, "trigger_id")
    account = address_of(team_of(body), text_at(body, "user_id"))
    if account is None or not trigger or not is_asked(body):
        return None
    act = _asked(command, text_at(body, "text"), account.workspace)
    handle = readable(text_at(body, "user_name"))
    return Deed(account, handle, key_of("command", trigger), act)


def from_message(body: Payload, said: Inbound) -> Deed | None:
    """The words of a command as plain text in a direct message.

    Args:
        body: the payload.
        said: the same, as words to us.
    """
    found = typed(text_at(body, "event", "text"))
    if found is None:
        return None
    return Deed(said.sender, "", said.key, _asked(*found, said.sender.workspace))


def from_click(body: Payload) -> Deed | None:
    """A press on a card of the desk."""
    action, account = action_in(body), presser_of(body)
    stamp, block = text_at(action, "action_ts"), text_at(action, "block_id")
    spot, choice = _spot_in(block), _chosen(action)
    if account is None or not stamp or spot is None or not choice:
        return None
    where = text_at(body, "container", "message_ts") or text_at(body, "container", "view_id")
    key = key_of("click", account.user, where, stamp, text_at(action, "action_id"))
    is_theirs = callbacks.owner_of(block) == account.user
    return Deed(account, _handle(body), key, Pressed(spot, choice), is_theirs)


def from_submission(body: Payload) -> Deed | None:
    """Words out of a window of the desk."""
    account, view = presser_of(body), body.get("view")
    if account is None or not isinstance(view, Mapping):
        return None
    spot = _spot_in(text_at(view, "private_metadata"))
    words, _ = modals.words_of(view)
    if spot is None:
        return None
    # What was changed before it was sent again is something new.
    key = key_of("view", text_at(view, "id"), text_at(view, "hash"), short(words))
    is_theirs = callbacks.owner_of(text_at(view, "private_metadata")) == account.user
    act = Wrote(spot, readable(as_typed(words)).strip())
    return Deed(account, _handle(body), key, act, is_theirs)


def is_at_the_desk(body: Payload) -> bool:
    """Whether a press or a window belongs to no conversation, but to the desk."""
    block = text_at(action_in(body), "block_id") or text_at(body, "view", "private_metadata")
    return is_of_the_desk(callbacks.place_of(block))


def window_of(body: Payload) -> str:
    """The id of the window in which something was pressed; empty for a press elsewhere."""
    is_window = text_at(body, "view", "type") == "modal"
    return text_at(body, "view", "id") if is_window else ""


def whispered(body: Payload) -> str:
    """The message of this time in which something was pressed, if only one person sees it."""
    container = body.get("container")
    if not isinstance(container, Mapping) or container.get("is_ephemeral") is not True:
        return ""
    return text_at(container, "message_ts")


def is_private(body: Payload) -> bool:
    """Whether only one person sees the message in which something was pressed."""
    container = body.get("container")
    if not isinstance(container, Mapping) or not text_at(container, "message_ts"):
        return False
    is_direct = text_at(container, "channel_id").startswith("D")
    return container.get("is_ephemeral") is True or is_direct


def _asked(command: str, text: str, team: str) -> Asked:
    """A command with whom it names, in order, and the rest of its words."""
    most = TWO if command == ADMIN else 1
    named = [
        Named(Address(PLATFORM, team, found[1]), readable(found[2] or "").strip())
        for found in _MENTION.finditer(text)
    ][:most]
    rest = _MENTION.sub(
        lambda found: f"@{found[2] or found[1]}", _MENTION.sub(" ", text, count=most)
    )
    words = _BROADCAST.sub(r"@\1", _PLACE.sub(r"\1", rest))
    person, other = (*named, None, None)[:TWO]
    return Asked(command, " ".join(readable(as_typed(words)).split()), person, other)


def _spot_in(block_id: str) -> Spot | None:
    place = callbacks.place_of(block_id)
    return spot_of(place) if place is not None else None


def _chosen(action: Payload) -> str:
    """What was pressed, picked or asked for; empty for what asks for nothing."""
    match callbacks.name_of(text_at(action, "action_id")):
        case callbacks.CHOOSE | callbacks.ASK:
            return readable(text_at(action, "value"))
        case callbacks.PICK | callbacks.MORE:
            return readable(text_at(action, "selected_option", "value"))
        case _:
            return ""


def _handle(body: Payload) -> str:
    return readable(text_at(body, "user", "username") or text_at(body, "user", "name"))
