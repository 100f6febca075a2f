"""Every setting: its variable, its default, whether it is secret.

``Settings.from_env`` is called once, by whoever starts the program. It names everything that
is wrong in one error and never repeats a secret's value.
"""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated

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


Folder = Annotated[Path, AfterValidator(_at_home)]
Language = Annotated[str, AfterValidator(_language)]
Level = Annotated[str, AfterValidator(_level)]


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
        platform_tokens: variables of platforms that are set, by name.
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
    slack_token: SecretStr | None = Field(default=None, alias="SLACK_BOT_TOKEN")
    discord_token: SecretStr | None = Field(default=None, alias="DISCORD_TOKEN")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the variables; an empty one counts as not set.

        Raises:
            ConfigError: with every variable that cannot be used.
        """
        known = {field.alias for field in cls.model_fields.values()}
        given = {
            name: value for name, value in environ.items() if name in known and value.strip()
        }
        problems = [
            f"{name} still holds a sample value; put the real one there or leave it out."
            for name, value in given.items()
            if value.strip().casefold() in CHANGE_ME
        ]
        if problems:
            raise ConfigError(problems)
        try:
            return cls.model_validate(given)
        except ValidationError as problem:
            faults = problem.errors(include_url=False, include_input=False)
            raise ConfigError(
                [f"{fault['loc'][0]}: {fault['msg']}." for fault in faults]
            ) from None

    @property
    def keeping(self) -> Keeping:
        """How long things are kept."""
        return Keeping(
            keys=timedelta(days=self.keep_keys_days),
            texts=timedelta(days=self.keep_texts_days),
            people=timedelta(days=self.keep_people_days),
            communities=timedelta(days=self.keep_communities_days),
        )

    def waiting_platforms(self) -> list[str]:
        """Platforms whose token is set although this version does not connect to them."""
        tokens = {"Slack": self.slack_token, "Discord": self.discord_token}
        return [platform for platform, token in tokens.items() if token]
