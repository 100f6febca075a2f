"""Whether Slack would take what leaves: five layers, each of which knows something else."""

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.fakes.slack import models, rules
from tests.fakes.slack.limits import Limits
from tests.fakes.slack.schemas import BlockSchemas, MethodSchemas, read

Layer = Callable[[str, Mapping[str, Any]], list[str]]


@cache
def validators() -> "Validators | None":
    """All that is known, or None on a machine without the specs; see ``required``."""
    given = os.environ.get("WHICHROLE_SPECS", "").strip()
    specs = Path(given)
    return Validators(specs) if given and (specs / "slack").is_dir() else None


class Validators:
    """All layers.

    Args:
        specs: the folder that holds what is known of each platform.

    Attributes:
        limits: how long and how many; one of the layers.
        layers: what each says of a request, by its name.
    """

    def __init__(self, specs: Path) -> None:
        folder = specs / "slack"
        self.limits = Limits(read(folder / "block_kit_limits.slackblocks.json"))
        blocks = BlockSchemas(
            read(folder / "block_kit.schema.json"), read(folder / "views.schema.json")
        )
        self._methods = MethodSchemas(read(folder / "web_api_args.schema.json"))
        self.layers: dict[str, Layer] = {
            "arguments": self._methods.problems,
            "blocks": blocks.problems,
            "models": models.problems,
            "limits": lambda _, arguments: self.limits.problems(arguments),
            "rules": rules.problems,
        }

    def problems(
        self, method: str, arguments: Mapping[str, Any], *, is_form: bool = False
    ) -> list[str]:
        """What is wrong with a request, layer by layer.

        Args:
            method: of the Web API, or ``response_url`` for a response address.
            arguments: what is sent.
            is_form: every argument came as text.
        """
        if is_form:
            arguments = self._methods.typed(method, arguments)
        return [told for layer in self.layers.values() for told in layer(method, arguments)]
