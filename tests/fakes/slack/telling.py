"""How Slack tells of messages, people and events; the keys are those of its samples."""

import re
from typing import Any

from bot.clock import SystemClock
from tests.fakes.slack.workspace import TEAM, US, US_AS_BOT, Json, Posted

_PERSON, _GROUP, _CHANNEL = (re.compile(rf"{one}0[A-Z0-9]+)") for one in ("@(U", "@(S", "#(C"))

APP = "A0APP"
DOMAIN = "work"


def as_told(posted: Posted, *, with_metadata: bool = True) -> Json:
    """A message, as it stands in answers and in clicks."""
    told: Json = {"type": "message", "user": posted.by, "ts": posted.ts, "team": TEAM}
    if posted.by == US:
        told |= {"bot_id": US_AS_BOT, "app_id": APP}
    told["text"] = posted.text
    if posted.blocks:
        told["blocks"] = posted.blocks
    if posted.edits:
        told["edited"] = {"user": posted.by, "ts": posted.ts}
    if with_metadata and posted.content.get("metadata"):
        told["metadata"] = posted.content["metadata"]
    return told


def of_event(event: Json, event_id: str) -> Json:
    """What an event comes in."""
    who = {"enterprise_id": None, "team_id": TEAM, "user_id": US}
    return {
        "token": "t", "team_id": TEAM, "api_app_id": APP, "event": event,
        "type": "event_callback", "event_id": event_id,
        "event_time": int(SystemClock().now().timestamp()),
        "authorizations": [{**who, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False, "event_context": f"4-{event_id}",
    }  # fmt: skip


def of_interaction(kind: str, user: str, trigger: str, **more: Any) -> Json:
    """What a click or a window comes in."""
    return {
        "type": kind, "user": who(user), "api_app_id": APP, "token": "t",
        "team": {"id": TEAM, "domain": DOMAIN}, "enterprise": None,
        "is_enterprise_install": False, "trigger_id": trigger, **more,
    }  # fmt: skip


def who(user: str) -> Json:
    """A person who clicks."""
    return {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM}


def channel_of(channel: str) -> Json:
    """A channel, in a click."""
    return {"id": channel, "name": "directmessage" if channel.startswith("D") else "town"}


def whole_view(view: Json, name: str) -> Json:
    """A view that stands somewhere, with all that Slack puts beside it."""
    return {
        **view, "id": name, "team_id": TEAM, "app_id": APP, "app_installed_team_id": TEAM,
        "bot_id": US_AS_BOT, "root_view_id": name, "previous_view_id": None,
        "state": {"values": {}},
    }  # fmt: skip


def escaped(text: str) -> str:
    """Words as Slack tells them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_mentions(text: str) -> str:
    """The words of a command whose people, groups and channels Slack has escaped.

    ``@U0SAM`` is a person, ``@S0MENTORS`` a user group, ``#C0TOWN`` a channel; whatever else
    stands there is what somebody typed.
    """
    told = _PERSON.sub(lambda found: f"<@{found[1]}|{found[1].lower()}>", escaped(text))
    told = _GROUP.sub(lambda found: f"<!subteam^{found[1]}|@{found[1].lower()}>", told)
    return _CHANNEL.sub(lambda found: f"<#{found[1]}|{found[1].lower()}>", told)
