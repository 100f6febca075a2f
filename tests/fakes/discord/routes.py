"""Which path is whose."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.arriving import Request

NO_CONTENT = 204
Handler = Callable[[Request], Any]
"""Answers a request: with JSON, or with None, which is no content."""

_NAME = re.compile(r"\{(\w+)\}")
MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")
"""Names by which a bucket is one of its own."""


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path with names in braces, and who answers there."""

    method: str
    template: str
    handler: Handler

    @property
    def name(self) -> str:
        """As it is written in plans of faults and in tables of rates."""
        return f"{self.method} {self.template}"

    def names(self, path: str) -> dict[str, str] | None:
        """What stands in place of the names in a path, or None if it is not of this route."""
        parts, ours = path.split("/"), self.template.split("/")
        if len(parts) != len(ours):
            return None
        found = {}
        for part, wanted in zip(parts, ours, strict=True):
            named = _NAME.fullmatch(wanted)
            if named:
                found[named[1]] = part
            elif part != wanted:
                return None
        return found


class Routes:
    """All of them.

    Args:
        handlers: by the name of the route.
    """

    def __init__(self, handlers: Iterable[Mapping[str, Handler]]) -> None:
        routes = [
            Route(name.partition(" ")[0], name.partition(" ")[2], handler)
            for some in handlers
            for name, handler in some.items()
        ]
        self._routes = sorted(routes, key=lambda one: one.template.count("{"))

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """The route of a request, and what stands in place of its names."""
        for route in self._routes:
            names = route.names(path) if route.method == method else None
            if names is not None:
                return route, names
        return None
