"""Every setting: its variable, its default, whether it is secret.

``Settings.from_env`` is called once, by whoever starts the program. It names everything that
is wrong in one error and never repeats a secret's value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from bot.catalog.locales import ENGLISH, LANGUAGE
from bot.errors import ConfigError
from bot.logs import LEVELS
from bot.ports.keeping import WARNED_BEFORE, Keeping

DATABASE_FILE = "whichrole.db"
LONGEST_DAYS = 3_650
FEWEST_DAYS_OF_KEYS = 2
"""Platforms repeat an event for up to a day; after its key is gone, a repeat counts again."""

FEWEST_DAYS_OF_PEOPLE = 2 * WARNED_BEFORE.days
CHANGE_ME = frozenset({"changeme", "change-me", "your-token-here", "xxx", "todo"})
SLACK_API = "https://slack.com/api/"
DISCORD_API = "https://discord.com/api/v10"
DISCORD_GATEWAY = "wss://gateway.discord.gg/"

_SAMPLE_TOKEN = re.compile(
    r"(?:xox\w-|xapp-)(?:1-)?(?:your\b.*|changeme|todo|x+|[.…*]+|<.*>)", re.I
)
_BOT_TOKEN, _APP_TOKEN = "xoxb-", "xapp-"
_BELONGS = {_BOT_TOKEN: "SLACK_BOT_TOKEN", _APP_TOKEN: "SLACK_APP_TOKEN"}


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


def _is_sample(value: str) -> bool:
    """Does it stand for a value that somebody has yet to put there?"""
    text = value.strip().casefold()
    return text in CHANGE_ME or bool(_SAMPLE_TOKEN.fullmatch(text))


def _token(secret: SecretStr, kind: str) -> SecretStr:
    """The token without spaces round it, if it is of this kind; it is never repeated."""
    token = secret.get_secret_value().strip()
    if re.fullmatch(rf"{kind}[\w-]+", token, re.ASCII):
        return SecretStr(token)
    other = next((name for start, name in _BELONGS.items() if token.startswith(start)), "")
    if other and other != _BELONGS[kind]:
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
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
AppToken = Annotated[SecretStr, AfterValidator(_app_token)]
ApiUrl = Annotated[str, AfterValidator(_api_url)]
DiscordToken = Annotated[SecretStr, AfterValidator(_discord_token)]
DiscordUrl = Annotated[str, AfterValidator(_discord_url)]
GatewayUrl = Annotated[str, AfterValidator(_gateway_url)]


@dataclass(frozen=True, slots=True)
class SlackAccess:
    """What it takes to reach a workspace.

    Attributes:
        bot_token: lets us call Slack.
        app_token: lets Slack call us, through a socket.
        api_url: where Slack's methods are; ends with a slash.
    """

    bot_token: SecretStr
    app_token: SecretStr
    api_url: str


@dataclass(frozen=True, slots=True)
class DiscordAccess:
    """What it takes to reach Discord.

    Attributes:
        token: of the application's own account there.
        api_url: where its API is; no slash at the end.
        gateway_url: where its gateway is.
    """

    token: SecretStr
    api_url: str
    gateway_url: str


class Settings(BaseModel):
    """The settings in force.

    Attributes:
        data_folder: where the program keeps its files; made when needed.
        database_url: which database, or None for a file in the data folder.
        content_folder: another content folder than the shipped one.
        locale: the language; another than English stands in the content's ``locales``.
        log_level: from which level on the program tells about itself.
        keep_keys_days: how long keys of events are kept.
        keep_texts_days: how long messages are kept after they came to their end.
        keep_people_days: how long everything about a person is kept after they were last
            heard from.
        keep_communities_days: how long everything about the people of a community is kept
            after it put us out.
        slack_bot_token, slack_app_token: the two that Slack needs; ``slack()`` has both.
        slack_api_url: where Slack's methods are, or another server's that speaks like it.
        discord_token: the one that Discord needs.
        discord_api_url: where Discord's API is, or another server's that speaks like it.
        discord_gateway_url: where its gateway is.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    data_folder: Folder = Field(
        default_factory=lambda: user_data_path("whichrole"), alias="WHICHROLE_DATA"
    )
    database_url: SecretStr | None = Field(default=None, alias="DATABASE_URL")
    content_folder: Folder | None = Field(default=None, alias="WHICHROLE_CONTENT")
    locale: Language = Field(default=ENGLISH, alias="WHICHROLE_LOCALE")
    log_level: Level = Field(default="info", alias="WHICHROLE_LOG")
    keep_keys_days: int = Field(
        default=Keeping().keys.days,
        ge=FEWEST_DAYS_OF_KEYS,
        le=LONGEST_DAYS,
        alias="WHICHROLE_KEEP_KEYS_DAYS",
    )
    keep_texts_days: int = Field(
        default=Keeping().texts.days, ge=1, le=LONGEST_DAYS, alias="WHICHROLE_KEEP_TEXTS_DAYS"
    )
    keep_communities_days: int = Field(
        default=Keeping().communities.days,
        ge=1,
        le=LONGEST_DAYS,
        alias="WHICHROLE_KEEP_COMMUNITIES_DAYS",
    )
    keep_people_days: int = Field(
        default=Keeping().people.days,
        ge=FEWEST_DAYS_OF_PEOPLE,
        le=LONGEST_DAYS,
        alias="WHICHROLE_KEEP_PEOPLE_DAYS",
    )
    slack_bot_token: BotToken | None = Field(default=None, alias="SLACK_BOT_TOKEN")
    slack_app_token: AppToken | None = Field(default=None, alias="SLACK_APP_TOKEN")
    slack_api_url: ApiUrl = Field(default=SLACK_API, alias="WHICHROLE_SLACK_API_URL")
    discord_token: DiscordToken | None = Field(default=None, alias="DISCORD_TOKEN")
    discord_api_url: DiscordUrl = Field(default=DISCORD_API, alias="WHICHROLE_DISCORD_API_URL")
    discord_gateway_url: GatewayUrl = Field(
        default=DISCORD_GATEWAY, alias="WHICHROLE_DISCORD_GATEWAY_URL"
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the variables; an empty one counts as not set.

        Raises:
            ConfigError: with every variable that cannot be used.
        """
        if faults := cls.faults(environ):
            raise ConfigError([*faults.values()])
        return cls.model_validate(cls._given(environ))

    @classmethod
    def faults(cls, environ: Mapping[str, str]) -> dict[str, str]:
        """What is wrong with each variable that cannot be used, as one sentence."""
        given = cls._given(environ)
        wrong = {
            name: f"{name} still holds a sample value; put the real one there or leave it out."
            for name, value in given.items()
            if _is_sample(value)
        }
        try:
            cls.model_validate({name: given[name] for name in given.keys() - wrong.keys()})
        except ValidationError as problem:
            for fault in problem.errors(include_url=False, include_input=False):
                wrong[str(fault["loc"][0])] = f"{fault['loc'][0]}: {fault['msg']}."
        return wrong

    @classmethod
    def _given(cls, environ: Mapping[str, str]) -> dict[str, str]:
        """Our variables that are set; an empty one is not."""
        known = {field.alias for field in cls.model_fields.values()}
        return {
            name: value for name, value in environ.items() if name in known and value.strip()
        }

    @property
    def keeping(self) -> Keeping:
        """How long things are kept."""
        return Keeping(
            keys=timedelta(days=self.keep_keys_days),
            texts=timedelta(days=self.keep_texts_days),
            people=timedelta(days=self.keep_people_days),
            communities=timedelta(days=self.keep_communities_days),
        )

    def slack(self) -> SlackAccess | None:
        """What it takes to reach Slack, or None where neither token is set.

        Raises:
            ConfigError: one token is set without the other.
        """
        if self.slack_bot_token and self.slack_app_token:
            return SlackAccess(self.slack_bot_token, self.slack_app_token, self.slack_api_url)
        if not self.slack_bot_token and not self.slack_app_token:
            return None
        there, lacking = (
            _BELONGS.values() if self.slack_bot_token else [*_BELONGS.values()][::-1]
        )
        raise ConfigError(
            [f"{there} is set without {lacking}; Slack needs both (docs/slack.md says where)."]
        )

    def discord(self) -> DiscordAccess | None:
        """What it takes to reach Discord, or None where no token is set."""
        if self.discord_token is None:
            return None
        return DiscordAccess(self.discord_token, self.discord_api_url, self.discord_gateway_url)
