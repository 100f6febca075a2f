"""Rules of what answers an interaction: its type says what comes with it."""

from collections.abc import Iterator, Sequence
from enum import IntEnum

from tests.fakes.discord.validating import messages, modals
from tests.fakes.discord.validating.schemas import Json


class Callback(IntEnum):
    """What Discord calls the type of an interaction callback."""

    PONG = 1
    MESSAGE = 4
    MESSAGE_LATER = 5
    EDIT_LATER = 6
    EDIT = 7
    MODAL = 9


def problems(callback: Json, files: Sequence[str]) -> Iterator[str]:
    """Whatever is wrong with an answer to an interaction, whose shape is right."""
    kind, told = callback["type"], callback.get("data") or {}
    match kind:
        case Callback.MESSAGE | Callback.EDIT if not told:
            yield f"data: a callback of type {kind} has a message, and there is none"
        case Callback.MESSAGE | Callback.EDIT:
            is_new = kind == Callback.MESSAGE
            found = messages.problems(told, files, is_new=is_new, may_be_private=True)
            yield from (f"data/{problem}" for problem in found)
        case Callback.MODAL:
            yield from modals.problems(told)
        case Callback.MESSAGE_LATER:
            for field in told.keys() - {"flags"}:
                yield f"data/{field}: a callback of type {kind} shows nothing yet"
        case Callback.EDIT_LATER | Callback.PONG if told:
            yield f"data: a callback of type {kind} has none"
