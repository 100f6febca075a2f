"""Whether somebody can run a command, and with what: Discord's own client sees to that."""

from collections.abc import Mapping
from typing import Any

from tests.fakes.discord.asking import BOOLEAN, INTEGER, USER
from tests.fakes.discord.models import DIRECT, GROUP, Channel, Json, User
from tests.fakes.discord.world import World

TO_GUILDS, TO_PEOPLE = 0, 1
"""Where an application can be installed."""


def check_runnable(
    world: World, command: str, user: User, place: Channel, *, is_allowed: bool = False
) -> Json:
    """The command of this name, if it is offered to somebody in a place.

    Args:
        world: all that there is.
        command: its name.
        user: who would run it.
        place: where.
        is_allowed: the guild has set that they may, whatever permissions it usually takes.

    Raises:
        AssertionError: it is not.
    """
    name = command.removeprefix("/")
    found = next((one for one in world.commands if one["name"] == name), None)
    assert found is not None, f"there is no /{name}"
    contexts = found.get("contexts")
    context = {DIRECT: 1, GROUP: 2}.get(place.kind, 0)
    assert contexts is None or context in contexts, f"/{name} is not offered there"
    guild = world.guilds.get(place.guild)
    ways = found.get("integration_types") or [TO_GUILDS]
    by_guild = guild is not None and guild.has_us and TO_GUILDS in ways
    by_person = user.has_installed and TO_PEOPLE in ways
    assert by_guild or by_person or place.kind == DIRECT, f"/{name} is not installed there"
    needed = found.get("default_member_permissions")
    if guild is not None and needed is not None and not is_allowed:
        held = guild.permissions_of(user.id)
        assert held & int(needed) == int(needed) != 0, f"/{name} is not for {user.name}"
    return found


def options_of(command: Json, given: str | Mapping[str, Any]) -> dict[str, Any]:
    """Options as they are sent, by name.

    Raises:
        AssertionError: the client would not take them.
    """
    known = {one["name"]: one for one in command["options"]}
    if isinstance(given, str):
        given = {next(iter(known)): given} if given else {}
    for name, value in given.items():
        assert name in known, f"/{command['name']} has no option {name}"
        _check(known[name], value)
    missing = [name for name, one in known.items() if one.get("required") and name not in given]
    assert not missing, f"/{command['name']} needs {', '.join(missing)}"
    return {name: _sent(known[name], value) for name, value in given.items()}


def _check(option: Json, value: Any) -> None:
    choices = [one["value"] for one in option.get("choices") or []]
    assert not choices or value in choices, (
        f"{value!r} is none of {', '.join(map(str, choices))}"
    )


def _sent(option: Json, value: Any) -> Any:
    match option["type"]:
        case kind if kind == USER:
            return getattr(value, "id", value)
        case kind if kind == INTEGER:
            return int(value)
        case kind if kind == BOOLEAN:
            return bool(value)
        case _:
            return value
