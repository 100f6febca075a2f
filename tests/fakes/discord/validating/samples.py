"""What Discord says in its answers and interactions, as short as it may be."""

from typing import Any

from tests.fakes.discord.validating.schemas import Json

APPLICATION, CHANNEL, GUILD, MESSAGE, SAM, OURS = (
    "1000000000000000001",
    "1000000000000000002",
    "1000000000000000003",
    "1000000000000000004",
    "1000000000000000005",
    "1000000000000000006",
)
ROLE, OTHER_ROLE = "1000000000000000007", "1000000000000000008"
INTERACTION, TOKEN = "1000000000000000009", "a-token"
NOON = "2026-03-02T12:00:00.000000+00:00"


def user(number: str = SAM) -> Json:
    """Somebody."""
    return {
        "id": number,
        "username": "sam",
        "avatar": None,
        "discriminator": "0",
        "public_flags": 0,
        "flags": 0,
        "global_name": "Sam",
        "primary_guild": None,
    }


def account() -> Json:
    """Ourselves, as we see ourselves."""
    return {**user(OURS), "bot": True, "mfa_enabled": False, "locale": "en-US"}


def message() -> Json:
    """One of ours."""
    return {
        "id": MESSAGE,
        "channel_id": CHANNEL,
        "type": 0,
        "content": "",
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "timestamp": NOON,
        "edited_timestamp": None,
        "flags": 0,
        "components": [],
        "author": user(OURS),
        "pinned": False,
        "mention_everyone": False,
        "tts": False,
    }


def private_channel() -> Json:
    """Of us and Sam."""
    return {
        "id": CHANNEL,
        "type": 1,
        "flags": 0,
        "last_message_id": None,
        "recipients": [user()],
    }


def member() -> Json:
    """Sam in the guild."""
    return {
        "user": user(),
        "roles": [ROLE],
        "joined_at": NOON,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "nick": None,
        "avatar": None,
        "banner": None,
        "pending": False,
        "premium_since": None,
        "communication_disabled_until": None,
    }


def interaction(kind: int = 3) -> Json:
    """A click of Sam's under a message of ours."""
    return {
        "id": INTERACTION,
        "application_id": APPLICATION,
        "type": kind,
        "token": TOKEN,
        "version": 1,
        "channel": private_channel(),
        "channel_id": CHANNEL,
        "user": user(),
        "message": message(),
        "data": {"component_type": 2, "custom_id": "press"},
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {"1": SAM},
        "context": 1,
        "app_permissions": "0",
        "attachment_size_limit": 10_000_000,
    }


def answered() -> Json:
    """What an answer to an interaction is answered with."""
    return {
        "interaction": {
            "id": INTERACTION,
            "type": 3,
            "response_message_id": MESSAGE,
            "response_message_loading": False,
            "response_message_ephemeral": True,
        },
        "resource": {"type": 4, "message": message()},
    }


def answer(method: str, path: str) -> tuple[int, Any]:
    """Status and body with which Discord answers what the tests ask."""
    match method, path.split("/")[1:]:
        case "GET", ["users", "@me"]:
            return 200, account()
        case "POST", ["users", "@me", "channels"]:
            return 200, private_channel()
        case "POST", ["interactions", *_]:
            return 200, answered()
        case "PUT", ["applications", _, "commands"]:
            return 200, []
        case "PATCH", ["guilds", _, "members", _]:
            return 200, member()
        case ("PUT", ["guilds", *_]) | ("DELETE", _):
            return 204, None
    return 200, message()
