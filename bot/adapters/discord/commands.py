"""The slash commands, as Discord registers them. Pure.

They are registered once for everywhere, for guilds and for people who bring us along, and only
when the set has changed since: Discord counts how often one does that.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from discord import AppCommandOptionType, AppCommandType, Locale, Permissions

from bot.adapters.discord.inbound import ACTION
from bot.catalog import Catalog, Command
from bot.usecases.commands import COMMANDS

GUILD, DIRECT, PRIVATE = 0, 1, 2
"""Where a command can be run: in a guild, with us alone, among people without us."""

FOR_GUILDS, FOR_PEOPLE = 0, 1
MENTEES, ADMINS = "/mentee-status", "/whichrole-admin"
MEMBER, ROLE, STANDS_FOR = "member", "role", "stands-for"

Localized = Mapping[str, Catalog]
"""The words in other languages, by their names."""

LANGUAGES = {one.value.casefold(): one.value for one in Locale}
"""Those that Discord knows, by our names of them: it tells small letters from capitals."""

Payload = dict[str, Any]


def to_commands(catalog: Catalog, localized: Localized) -> list[Payload]:
    """All commands, in the words of a catalog and of those in other languages."""
    known = {LANGUAGES[name]: one for name, one in localized.items() if name in LANGUAGES}
    return [_command(catalog, known, name) for name in COMMANDS]


def fingerprint(commands: Iterable[Payload]) -> str:
    """What changes when the set does."""
    told = json.dumps(list(commands), sort_keys=True, ensure_ascii=False)
    return blake2b(told.encode(), digest_size=16).hexdigest()


def is_registered(mine: Iterable[Payload], theirs: Iterable[Mapping[str, Any]]) -> bool:
    """Whether Discord has these commands, whatever it adds to them itself."""
    wanted, found = {one["name"]: one for one in mine}, {one.get("name"): one for one in theirs}
    return wanted.keys() == found.keys() and all(
        _holds(found[name], one) for name, one in wanted.items()
    )


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
    if command == MENTEES:
        yield {
            "type": AppCommandOptionType.user.value,
            "name": MEMBER,
            **_described(catalog, localized, "discord.about-member"),
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


def _choice(catalog: Catalog, localized: Localized, word: str) -> Payload:
    made: Payload = {"name": word, "value": word}
    if word not in set(Command):
        return made
    command = Command(word)
    made["name"] = catalog.commands[command].label
    others = {name: other.commands[command].label for name, other in localized.items()}
    return made | {"name_localizations": others} if others else made


def _described(catalog: Catalog, localized: Localized, key: str) -> Payload:
    made: Payload = {"description": catalog.say(key)}
    others = {name: other.say(key) for name, other in localized.items()}
    return made | {"description_localizations": others} if others else made


def _holds(found: object, wanted: object) -> bool:
    """Whether what was found has everything that is wanted."""
    match wanted:
        case dict():
            return isinstance(found, Mapping) and all(
                _holds(found.get(name), value) for name, value in wanted.items() if value
            )
        case list():
            return (
                isinstance(found, list)
                and len(found) == len(wanted)
                and all(map(_holds, found, wanted))
            )
        case _:
            return str(found) == str(wanted)  # Discord tells some numbers as text
