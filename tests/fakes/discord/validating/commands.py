"""Rules of commands: their names, their options, how many."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.fakes.discord.validating.schemas import Json

CHAT = 1
MOST_BY_KIND = {CHAT: 100, 2: 5, 3: 5}
SUBCOMMANDS = frozenset({1, 2})
LONGEST_TOGETHER = 8_000
MARKS = frozenset("-_'")
SCRIPTS = ((0x0900, 0x097F), (0x0E00, 0x0E7F))
"""Devanagari and Thai, of which every character may stand in a name."""


def problems_of_all(commands: Sequence[Json]) -> Iterator[str]:
    """Whatever is wrong with commands that replace all others."""
    kinds = Counter(one.get("type") or CHAT for one in commands)
    for kind, most in MOST_BY_KIND.items():
        if kinds[kind] > most:
            yield f"body: {kinds[kind]} commands of type {kind}, {most} at most"
    named = [f"{one['name']} of type {one.get('type') or CHAT}" for one in commands]
    yield from _repeated("body: the command", named)
    for number, command in enumerate(commands):
        yield from problems(command, f"{number}/")


def problems(command: Json, place: str = "") -> Iterator[str]:
    """Whatever is wrong with one command; an edit names only what changes."""
    if (command.get("type") or CHAT) == CHAT:
        yield from _named(command, place)
        yield from _options(command.get("options") or [], f"{place}options")
        size = sum(_sizes(command))
        if size > LONGEST_TOGETHER:
            yield f"{place}body: {size} characters together, {LONGEST_TOGETHER} at most"
    elif command.get("description"):
        yield f"{place}description: only a chat command has one"


def _named(told: Json, place: str) -> Iterator[str]:
    names = {"name": told.get("name"), **_localized(told, "name_localizations")}
    for field, name in names.items():
        if name is not None and not _is_name(name):
            yield f"{place}{field}: {name!r} is no name of a command or an option"
    if not told.get("description") and "name" in told:
        yield f"{place}description: there is none"


def _localized(told: Json, field: str) -> dict[str, str]:
    return {f"{field}/{key}": name for key, name in (told.get(field) or {}).items()}


def _is_name(name: str) -> bool:
    return name == name.lower() and all(map(_may_stand, name))


def _may_stand(character: str) -> bool:
    return (
        character in MARKS
        or unicodedata.category(character)[0] in "LN"
        or any(first <= ord(character) <= last for first, last in SCRIPTS)
    )


def _options(options: Sequence[Json], place: str) -> Iterator[str]:
    yield from _repeated(f"{place}: the option", [one["name"] for one in options])
    kinds = {one["type"] in SUBCOMMANDS for one in options}
    if len(kinds) > 1:
        yield f"{place}: subcommands stand beside other options"
    is_required = [bool(one.get("required")) for one in options]
    if is_required != sorted(is_required, reverse=True):
        yield f"{place}: required ones do not come first"
    for number, option in enumerate(options):
        here = f"{place}/{number}/"
        yield from _named(option, here)
        yield from _choices(option, here)
        yield from _bounds(option, here)
        yield from _options(option.get("options") or [], f"{here}options")


def _choices(option: Json, place: str) -> Iterator[str]:
    choices = option.get("choices") or []
    yield from _repeated(f"{place}choices: the name", [one["name"] for one in choices])
    yield from _repeated(f"{place}choices: the value", [one["value"] for one in choices])
    if choices and option.get("autocomplete"):
        yield f"{place}autocomplete: an option with choices has none"


def _bounds(option: Json, place: str) -> Iterator[str]:
    for least, most in (("min_value", "max_value"), ("min_length", "max_length")):
        lower, upper = option.get(least), option.get(most)
        if lower is not None and upper is not None and lower > upper:
            yield f"{place}{least}: at least {lower}, and at most {upper}"


def _repeated(what: str, names: Iterable[Any]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{what} {name!r} stands {times} times"


def _sizes(told: Mapping[str, Any]) -> Iterator[int]:
    """Of every name, description and value; of localized ones, the longest counts."""
    for field in ("name", "description", "value"):
        words = [told.get(field), *(told.get(f"{field}_localizations") or {}).values()]
        yield max((len(word) for word in words if isinstance(word, str)), default=0)
    for field in ("options", "choices"):
        for inner in told.get(field) or ():
            yield from _sizes(inner)
