"""Every setting: its variable, its default, whether it is secret.

``Settings.from_env`` is called once, by whoever starts the program. It names everything that
is wrong in one error and never repeats a secret's value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.catalog.locales import ENGLISH
from bot.config.values import (
    BELONGS,
    DISCORD_API,
    DISCORD_GATEWAY,
    SLACK_API,
    ApiUrl,
    AppToken,
    BotToken,
    DiscordToken,
    DiscordUrl,
    Folder,
    GatewayUrl,
    Language,
    Level,
    TimeZone,
    is_sample,
)
from bot.engine.schedule import DEFAULT_ZONE
from bot.errors import ConfigError
from bot.ports.keeping import WARNED_BEFORE, Keeping

DATABASE_FILE = "whichrole.db"
LONGEST_DAYS = 3_650
FEWEST_DAYS_OF_KEYS = 2
"""Platforms repeat an event for up to a day; after its key is gone, a repeat counts again."""

FEWEST_DAYS_OF_PEOPLE = 2 * WARNED_BEFORE.days


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
        time_zone: by which weekly steps go of those whose own zone nobody knows any more.
        log_level: from which level on the program tells about itself.
        keep_keys_days: how long keys of events are kept.
        keep_texts_days: how long messages are kept after they came to their end.
        keep_people_days: how long everything about a person is kept after they were last
            heard from.
        keep_communities_days: how long everything about the people of a community is kept
            after it put us out.
        keep_looks_days: how long it is kept who looked at a mentee.
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
    time_zone: TimeZone = Field(default=DEFAULT_ZONE, alias="WHICHROLE_TIME_ZONE")
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
    keep_looks_days: int = Field(
        default=Keeping().looks.days, ge=1, le=LONGEST_DAYS, alias="WHICHROLE_KEEP_LOOKS_DAYS"
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
            if is_sample(value)
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
            looks=timedelta(days=self.keep_looks_days),
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
        there, lacking = BELONGS.values() if self.slack_bot_token else [*BELONGS.values()][::-1]
        raise ConfigError(
            [f"{there} is set without {lacking}; Slack needs both (docs/slack.md says where)."]
        )

    def discord(self) -> DiscordAccess | None:
        """What it takes to reach Discord, or None where no token is set."""
        if self.discord_token is None:
            return None
        return DiscordAccess(self.discord_token, self.discord_api_url, self.discord_gateway_url)
