"""What may stand in a variable, and how it is read; nothing of a secret is ever repeated."""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, SecretStr
from pydantic_core import PydanticCustomError

from bot.catalog.locales import LANGUAGE
from bot.engine.schedule import zone_named
from bot.logs import LEVELS

CHANGE_ME = frozenset({"changeme", "change-me", "your-token-here", "xxx", "todo"})
SLACK_API = "https://slack.com/api/"
DISCORD_API = "https://discord.com/api/v10"
DISCORD_GATEWAY = "wss://gateway.discord.gg/"

_SAMPLE_TOKEN = re.compile(
    r"(?:xox\w-|xapp-)(?:1-)?(?:your\b.*|changeme|todo|x+|[.…*]+|<.*>)", re.I
)
_BOT_TOKEN, _APP_TOKEN = "xoxb-", "xapp-"
BELONGS = {_BOT_TOKEN: "SLACK_BOT_TOKEN", _APP_TOKEN: "SLACK_APP_TOKEN"}


def _at_home(path: Path) -> Path:
    """The path with ``~`` put in."""
    try:
        str(path).encode()
        return path.expanduser()
    except UnicodeEncodeError as problem:
        raise PydanticCustomError("name", "the path is not UTF-8 text") from problem
    except RuntimeError as problem:
        raise PydanticCustomError("home", "there is no such home folder") from problem


def _language(locale: str) -> str:
    """The language as its file is called."""
    name = locale.strip().casefold().replace("_", "-")
    if not LANGUAGE.fullmatch(name):
        raise PydanticCustomError("language", "a language is called like en, de or pt-br")
    return name


def _level(name: str) -> str:
    """The level as ``logs`` knows it."""
    level = name.strip().casefold()
    if level not in LEVELS:
        raise PydanticCustomError("level", f"a level is one of {', '.join(LEVELS)}")
    return level


def _time_zone(name: str) -> str:
    """A zone that the zone data have."""
    if not isinstance(zone_named(name.strip()), ZoneInfo):
        raise PydanticCustomError("zone", "a time zone is called like Europe/Berlin or UTC")
    return name.strip()


def is_sample(value: str) -> bool:
    """Does it stand for a value that somebody has yet to put there?"""
    text = value.strip().casefold()
    return text in CHANGE_ME or bool(_SAMPLE_TOKEN.fullmatch(text))


def _token(secret: SecretStr, kind: str) -> SecretStr:
    """The token without spaces round it, if it is of this kind; it is never repeated."""
    token = secret.get_secret_value().strip()
    if re.fullmatch(rf"{kind}[\w-]+", token, re.ASCII):
        return SecretStr(token)
    other = next((name for start, name in BELONGS.items() if token.startswith(start)), "")
    if other and other != BELONGS[kind]:
        raise PydanticCustomError("kind", f"what stands there belongs into {other}")
    raise PydanticCustomError(
        "kind", f"the token that is meant is {kind}, letters, digits, dashes"
    )


def _bot_token(secret: SecretStr) -> SecretStr:
    return _token(secret, _BOT_TOKEN)


def _app_token(secret: SecretStr) -> SecretStr:
    return _token(secret, _APP_TOKEN)


def _discord_token(secret: SecretStr) -> SecretStr:
    """The token without spaces round it, and without the word that some put before it."""
    token = secret.get_secret_value().strip().removeprefix("Bot ").strip()
    if re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+", token, re.ASCII):
        return SecretStr(token)
    raise PydanticCustomError("kind", "the token that is meant has three parts with dots")


def _api_url(url: str) -> str:
    """The address with a slash at its end."""
    return _address(url, ("http", "https"), SLACK_API) + "/"


def _discord_url(url: str) -> str:
    """The address without one."""
    return _address(url, ("http", "https"), DISCORD_API)


def _gateway_url(url: str) -> str:
    return _address(url, ("ws", "wss"), DISCORD_GATEWAY)


def _address(url: str, schemes: tuple[str, str], sample: str) -> str:
    """The address without a slash at its end; a refused one is not repeated."""
    try:
        parts = urlsplit(url.strip())
        whole = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        whole = False
    if not whole or parts.scheme not in schemes or parts.query or parts.fragment:
        raise PydanticCustomError("url", f"the address is written like {sample}")
    return url.strip().rstrip("/")


Folder = Annotated[Path, AfterValidator(_at_home)]
Language = Annotated[str, AfterValidator(_language)]
Level = Annotated[str, AfterValidator(_level)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
AppToken = Annotated[SecretStr, AfterValidator(_app_token)]
ApiUrl = Annotated[str, AfterValidator(_api_url)]
DiscordToken = Annotated[SecretStr, AfterValidator(_discord_token)]
DiscordUrl = Annotated[str, AfterValidator(_discord_url)]
GatewayUrl = Annotated[str, AfterValidator(_gateway_url)]
