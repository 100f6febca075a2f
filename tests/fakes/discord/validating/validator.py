"""Both layers, asked of a request; the first alone, asked of an answer."""

import json
import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.fakes.discord.validating import rules
from tests.fakes.discord.validating.loosened import LOOSENED, Loosened, loosen
from tests.fakes.discord.validating.operations import Operations

NOT_FOUND = 404
NO_OPERATION = "Discord has no such operation"


@cache
def validator() -> "Validator | None":
    """All that is known, or None on a machine without the specs; see ``required``."""
    given = os.environ.get("WHICHROLE_SPECS", "").strip()
    specs = Path(given)
    return Validator(specs) if given and (specs / "discord").is_dir() else None


class Validator:
    """What is wrong with requests and answers.

    Args:
        specs: the folder that holds what is known of each platform.
        loosened: where Discord takes more than its description says.
    """

    def __init__(self, specs: Path, loosened: Iterable[Loosened] = LOOSENED) -> None:
        told = json.loads((specs / "discord" / "openapi.json").read_text())
        self._operations = Operations(loosen(told, loosened))

    def request(
        self, method: str, path: str, body: Any, *, files: Sequence[str] = ()
    ) -> list[str]:
        """What is wrong with a request, each time the operation, the field and why.

        Args:
            method: in upper case.
            path: what follows ``/api/v10``, without a query.
            body: what came as JSON, or as ``payload_json`` beside files; None if nothing did.
            files: the names of the files that came, in their order.
        """
        operation = self._operations.find(method, path)
        if operation is None:
            return [f"{method} {path}: {NO_OPERATION}"]
        problems = operation.path_problems(path) + operation.body_problems(body)
        if not problems:
            problems = list(rules.problems(operation.name, body, files))
        return [f"{operation.name}: {problem}" for problem in problems]

    def answer(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """What is wrong with an answer of Discord's to a request.

        Args:
            method: of the request, in upper case.
            path: of the request; what follows ``/api/v10``, without a query.
            status: of the answer.
            body: what it holds as JSON; None if it holds nothing.
        """
        operation = self._operations.find(method, path)
        if operation is None:
            return [] if status == NOT_FOUND else [f"{method} {path}: {NO_OPERATION}"]
        problems = operation.answer_problems(status, body)
        return [f"{operation.name} answered {status}: {problem}" for problem in problems]
