"""The slash commands, as Discord registers them. Pure.

They are registered once for everywhere, for guilds and for people who bring us along, and only
when the set has changed since: Discord counts how often one does that.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from discord import AppCommandOptionType, AppCommandType, Locale, Permissions

from bot.adapters.discord.inbound import ACTION, TEXT
from bot.catalog import Catalog, Command
from bot.usecases.commands import COMMANDS
from bot.usecases.mentors.asking import ADMIN, MENTEE_STATUS, MENTOR, OWN, AdminWord, Word

GUILD, DIRECT, PRIVATE = 0, 1, 2
"""Where a command can be run: in a guild, with us alone, among people without us."""

FOR_GUILDS, FOR_PEOPLE = 0, 1
MENTEES, MENTORS, ADMINS = MENTEE_STATUS, MENTOR, ADMIN
MEMBER, SECOND = "member", "second"
ROLE, STANDS_FOR, CLEAR = "role", "stands-for", "clear"
LONGEST_TEXT, LONGEST_ADVERT = 1_000, 6_000
"""Of what is typed behind a command; what is too long for its purpose is told so. Discord takes
no more than the second, which an advert may need."""

Localized = Mapping[str, Catalog]
"""The words in other languages, by their names."""

LANGUAGES = {one.value.casefold(): one.value for one in Locale}
"""Those that Discord knows, by our names of them: it tells small letters from capitals."""

Payload = dict[str, Any]

SAID = (
    "type", "name", "value", "description", "name_localizations", "description_localizations",
    "integration_types", "contexts", "required", "max_length",
)  # fmt: skip
"""What we say of a command; the rest Discord adds."""


def to_commands(catalog: Catalog, localized: Localized) -> list[Payload]:
    """All commands, in the words of a catalog and of those in other languages."""
    known = {LANGUAGES[name]: one for name, one in localized.items() if name in LANGUAGES}
    return [_command(catalog, known, name) for name in COMMANDS]


def is_registered(mine: Iterable[Payload], theirs: Iterable[Mapping[str, Any]]) -> bool:
    """Whether Discord has these commands, and just as they are here."""
    wanted, found = ({one["name"]: _normal(one) for one in side} for side in (mine, theirs))
    return wanted == found


def _command(catalog: Catalog, localized: Localized, command: str) -> Payload:
    name = command.removeprefix("/")
    made: Payload = {
        "type": AppCommandType.chat_input.value,
        "name": name,
        **_described(catalog, localized, f"discord.about-{name}"),
        "options": list(_options(catalog, localized, command)),
        "integration_types": [FOR_GUILDS, FOR_PEOPLE],
        "contexts": [GUILD, DIRECT, PRIVATE],
    }
    if command == ADMINS:
        made |= {
            "default_member_permissions": Permissions(manage_guild=True).value,
            "integration_types": [FOR_GUILDS],
            "contexts": [GUILD],
        }
    return made


def _options(catalog: Catalog, localized: Localized, command: str) -> Iterator[Payload]:
    words = COMMANDS[command]
    if words:
        yield {
            "type": AppCommandOptionType.string.value,
            "name": ACTION,
            **_described(catalog, localized, "discord.about-action"),
            "choices": [_choice(catalog, localized, word) for word in words],
        }
    if command in (MENTEES, MENTORS, ADMINS):
        key = "discord.about-member" if command == MENTEES else "discord.about-person"
        yield _person(catalog, localized, MEMBER, key)
    if command == ADMINS:
        yield _person(catalog, localized, SECOND, "discord.about-second")
    if command in (OWN, MENTEES, MENTORS, ADMINS):
        yield {
            "type": AppCommandOptionType.string.value,
            "name": TEXT,
            "max_length": LONGEST_ADVERT if command == OWN else LONGEST_TEXT,
            **_described(catalog, localized, "discord.about-text"),
        }
    if command == ADMINS:
        yield {
            "type": AppCommandOptionType.string.value,
            "name": ROLE,
            **_described(catalog, localized, "discord.about-role"),
            "choices": [{"name": one.name, "value": one.id} for one in catalog.roles.values()],
        }
        yield {
            "type": AppCommandOptionType.role.value,
            "name": STANDS_FOR,
            **_described(catalog, localized, "discord.about-stands-for"),
        }
        yield {
            "type": AppCommandOptionType.boolean.value,
            "name": CLEAR,
            **_described(catalog, localized, "discord.about-clear"),
        }


def _person(catalog: Catalog, localized: Localized, name: str, key: str) -> Payload:
    described = _described(catalog, localized, key)
    return {"type": AppCommandOptionType.user.value, "name": name, **described}


def _choice(catalog: Catalog, localized: Localized, word: str) -> Payload:
    made: Payload = {"name": word, "value": word}
    if word in set(Word) | set(AdminWord):
        made["name"] = _explained(catalog, word)
        explained = {name: _explained(other, word) for name, other in localized.items()}
        return made | {"name_localizations": explained} if explained else made
    if word not in set(Command):
        return made
    command = Command(word)
    made["name"] = catalog.commands[command].label
    others = {name: other.commands[command].label for name, other in localized.items()}
    return made | {"name_localizations": others} if others else made


def _explained(catalog: Catalog, word: str) -> str:
    """A word with what it does: our sentences name it as it is."""
    return f"{word}: {catalog.say(f'word.{word}')}"


def _described(catalog: Catalog, localized: Localized, key: str) -> Payload:
    made: Payload = {"description": catalog.say(key)}
    others = {name: other.say(key) for name, other in localized.items()}
    return made | {"description_localizations": others} if others else made


def _normal(told: Mapping[str, Any]) -> Payload:
    """What we say of a command or an option, however Discord writes it."""
    options = [_normal(one) for one in told.get("options") or ()]
    choices = [_normal(one) for one in told.get("choices") or ()]
    said = {name: told.get(name) for name in SAID}
    permissions = told.get("default_member_permissions")
    return {
        **{name: value for name, value in said.items() if value},
        "options": options,
        "choices": choices,
        "permissions": None if permissions is None else str(permissions),  # a number, or text
    }
