"""Commands that Discord refuses, and the little else that we ask of it."""

from typing import Any

from tests.fakes.discord.validating import samples
from tests.fakes.discord.validating.cases import Case
from tests.fakes.discord.validating.payloads import (
    argument,
    arguments,
    choices,
    command,
    number,
    of_user,
    subcommand,
    words,
)

COMMANDS = f"/applications/{samples.APPLICATION}/commands"
MEMBER = f"/guilds/{samples.GUILD}/members/{samples.SAM}"
DIRECT = ("POST", "/users/@me/channels")


def one(about: str, said: str, broken: Any, twin: Any) -> Case:
    return Case(about, said, broken, twin, request=("POST", COMMANDS))


def everything(about: str, said: str, broken: Any, twin: Any) -> Case:
    return Case(about, said, broken, twin, request=("PUT", COMMANDS))


def commands(size: int) -> list[Any]:
    return [command(f"whichrole-{place}") for place in range(size)]


def of_people(size: int) -> list[Any]:
    return [of_user(f"Show {place}") for place in range(size)]


def choosing(*told: Any, **more: Any) -> Any:
    return command(options=[argument(choices=list(told), **more)])


OF_COMMANDS = [
    *(
        one(
            f"the name {name!r}",
            f"name: {name!r} is no name of a command",
            command(name),
            command(twin),
        )
        for name, twin in (
            ("WhichRole", "whichrole"),
            ("which role", "which-role"),
            ("which.role", "which_role"),
            ("/whichrole", "rôle"),
            ("Über", "über"),
        )
    ),
    one("a name of 33 characters", "name: 'www", command(words(33)), command(words(32))),
    one("an empty name", "name: ''", command(""), command("w")),
    one(
        "a localized name in upper case",
        "name_localizations/de: 'Rolle' is no name",
        command(name_localizations={"de": "Rolle"}),
        command(name_localizations={"de": "rolle", "hi": "भूमिका", "th": "บทบาท"}),
    ),
    one(
        "a command with an empty description",
        "description: there is none",
        command(description=""),
        command(description="d"),
    ),
    one(
        "a command with a description of 101 characters",
        "description: 'www",
        command(description=words(101)),
        command(description=words(100)),
    ),
    one(
        "a description in the menu of a person",
        "description: only a chat command has one",
        of_user(description="Shows the role"),
        of_user(description=""),
    ),
    everything(
        "101 commands",
        "body: 101 commands of type 1, 100 at most",
        commands(101),
        commands(100) + of_people(5),
    ),
    everything(
        "six commands in the menu of a person",
        "body: 6 commands of type 2, 5 at most",
        of_people(6),
        of_people(5),
    ),
    everything(
        "one name of two commands",
        "body: the command 'whichrole of type 1' stands 2 times",
        [command(), command()],
        [command(), of_user("whichrole")],
    ),
    everything(
        "one command of many at fault",
        "1/name: 'Mentor' is no name of a command",
        [command(), command("Mentor")],
        [command(), command("mentor")],
    ),
    one(
        "a command with 26 options",
        "options: [{",
        command(options=arguments(26)),
        command(options=arguments(25)),
    ),
    one(
        "a required option after one that is not",
        "options: required ones do not come first",
        command(options=[argument(), number(required=True)]),
        command(options=[argument(required=True), number()]),
    ),
    one(
        "one name of two options",
        "options: the option 'action' stands 2 times",
        command(options=[argument(), argument()]),
        command(options=[argument(), argument("person")]),
    ),
    one(
        "a name of an option in upper case",
        "options/0/name: 'Action' is no name",
        command(options=[argument("Action")]),
        command(options=[argument("action")]),
    ),
    one(
        "an option without a description",
        "options/0/description: ''",
        command(options=[argument(description="")]),
        command(options=[argument(description="d")]),
    ),
    one(
        "an option of no type",
        "options/0: nothing of type 12 may stand here",
        command(options=[argument(type=12)]),
        command(options=[argument(type=3)]),
    ),
    one(
        "a subcommand beside an option",
        "options: subcommands stand beside other options",
        command(options=[subcommand(), argument()]),
        command(options=[subcommand(), subcommand("stop")]),
    ),
    one(
        "a subcommand with an option at fault",
        "options/0/options/0/name: 'Action' is no name",
        command(options=[subcommand(options=[argument("Action")])]),
        command(options=[subcommand(options=[argument("action")])]),
    ),
    one(
        "a number of more at least than at most",
        "options/0/min_value: at least 3, and at most 2",
        command(options=[number(min_value=3, max_value=2)]),
        command(options=[number(min_value=2, max_value=2)]),
    ),
    one(
        "26 choices",
        "options/0/choices: [{",
        choosing(*choices(26)),
        choosing(*choices(25)),
    ),
    one(
        "one name of two choices",
        "options/0/choices: the name 'Name' stands 2 times",
        choosing(*choices(1, name="Name"), {"name": "Name", "value": "other"}),
        choosing(*choices(1, name="Name"), {"name": "Other", "value": "other"}),
    ),
    one(
        "one value of two choices",
        "options/0/choices: the value '0' stands 2 times",
        choosing(*choices(1), {"name": "Other", "value": "0"}),
        choosing(*choices(1), {"name": "Other", "value": "1"}),
    ),
    one(
        "a choice of 101 characters",
        "options/0/choices/0/name: 'www",
        choosing({"name": words(101), "value": "0"}),
        choosing({"name": words(100), "value": "0"}),
    ),
    one(
        "choices and suggestions",
        "options/0/autocomplete: an option with choices has none",
        choosing(*choices(2), autocomplete=True),
        choosing(*choices(2), autocomplete=False),
    ),
    one(
        "8,001 characters together",
        "body: 8001 characters together, 8000 at most",
        choosing({"name": "Name", "value": words(4_000)}, {"name": "N", "value": words(3_957)}),
        choosing({"name": "Name", "value": words(4_000)}, {"name": "N", "value": words(3_956)}),
    ),
    Case(
        "an edit that names another name",
        "name: 'Which' is no name of a command",
        {"name": "Which", "description": "d"},
        {"options": []},
        request=("PATCH", f"{COMMANDS}/{samples.ROLE}"),
    ),
]

OF_THE_REST = [
    Case(
        "a person who is a fraction",
        "recipient_id: 5.5 is not",
        {"recipient_id": 5.5},
        {"recipient_id": 5},
        request=DIRECT,
    ),
    Case(
        "a person by name",
        "recipient_id: 'sam' does not match",
        {"recipient_id": "sam"},
        {"recipient_id": samples.SAM},
        request=DIRECT,
    ),
    Case(
        "a role by name",
        "roles/1: 'Engineer' does not match",
        {"roles": [5, "Engineer"]},
        {"roles": [5, "6"]},
        request=("PATCH", MEMBER),
    ),
    Case(
        "a role twice",
        "roles: [5, 5]",
        {"roles": [5, 5]},
        {"roles": [5]},
        request=("PATCH", MEMBER),
    ),
    Case(
        "a body where none is taken",
        "body: nothing may be sent here",
        {"reason": "role"},
        None,
        request=("PUT", f"{MEMBER}/roles/{samples.ROLE}"),
    ),
]
