"""What Discord refuses and its description does not say, by operation."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from tests.fakes.discord.validating import callbacks, commands, messages

Rule = Callable[[Any, Sequence[str]], Iterator[str]]

CHANNEL = "/channels/{channel_id}/messages"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
GLOBAL = "/applications/{application_id}/commands"
OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


def problems(operation: str, body: Any, files: Sequence[str]) -> Iterator[str]:
    """Every rule that a body breaks, whose shape is right.

    Args:
        operation: method and template of the path.
        body: None if nothing was sent.
        files: the names of the files that came with it.
    """
    rule = RULES.get(operation)
    if rule is not None and body is not None:
        yield from rule(body, files)


def _all_commands(body: Any, _files: Sequence[str]) -> Iterator[str]:
    yield from commands.problems_of_all(body)


def _command(body: Any, _files: Sequence[str]) -> Iterator[str]:
    yield from commands.problems(body)


_new = partial(messages.problems, is_new=True)
_edited = partial(messages.problems, is_new=False)

RULES: Mapping[str, Rule] = {
    f"POST {CHANNEL}": partial(_new, may_be_private=False),
    f"PATCH {CHANNEL}/{{message_id}}": partial(_edited, may_be_private=False),
    f"POST {WEBHOOK}": partial(_new, may_be_private=True),
    f"PATCH {WEBHOOK}/messages/@original": partial(_edited, may_be_private=True),
    f"PATCH {WEBHOOK}/messages/{{message_id}}": partial(_edited, may_be_private=True),
    "POST /interactions/{interaction_id}/{interaction_token}/callback": callbacks.problems,
    **{f"PUT {place}": _all_commands for place in (GLOBAL, OF_GUILD)},
    **{f"POST {place}": _command for place in (GLOBAL, OF_GUILD)},
    **{f"PATCH {place}/{{command_id}}": _command for place in (GLOBAL, OF_GUILD)},
}
