"""What passed between the program and us, for whoever knows the spec to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tests.fakes.discord.arriving import Request


class Validator(Protocol):
    """Knows what Discord takes, and what it answers."""

    def request(
        self, method: str, path: str, body: Any, *, files: Sequence[str] = ()
    ) -> list[str]:
        """What is wrong with a request; empty if nothing is."""

    def answer(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """What is wrong with an answer; empty if nothing is."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what was answered to it; a status of 0 stands for no answer at all."""

    request: Request
    status: int
    body: Any

    def problems(self, validator: Validator) -> list[str]:
        """What is wrong with it; empty if nothing is."""
        asked = self.request
        files = [one.filename for one in asked.files.values()]
        found = validator.request(asked.method, asked.path, asked.body, files=files)
        if self.status:
            found += validator.answer(asked.method, asked.path, self.status, self.body)
        return found
