"""A request that Discord refuses, with a twin that it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.validating import samples

MESSAGES = f"/channels/{samples.CHANNEL}/messages"
MESSAGE = f"{MESSAGES}/{samples.MESSAGE}"
WEBHOOK = f"/webhooks/{samples.APPLICATION}/{samples.TOKEN}"
CALLBACK = f"/interactions/{samples.INTERACTION}/{samples.TOKEN}/callback"


@dataclass(frozen=True)
class Case:
    """A request that is refused, and the nearest one that is not.

    Attributes:
        about: what is wrong.
        said: how the one sentence about it begins, after the operation.
        broken: the body that is refused.
        twin: the body that is taken.
        request: method and path of both.
        files: the files beside both.
        path_of_twin: where that of the twin is another.
    """

    about: str
    said: str
    broken: Any
    twin: Any
    request: tuple[str, str] = ("POST", MESSAGES)
    files: Sequence[str] = ()
    path_of_twin: str = ""
