"""A request as it reaches Slack."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.slack.workspace import Json


@dataclass(frozen=True, slots=True)
class Request:
    """One request that reached us.

    Attributes:
        method: of the Web API, or ``response_url``.
        arguments: what it carries.
        at: when, by a clock that only goes forward.
        is_form: every argument came as text.
    """

    method: str
    arguments: Mapping[str, Any]
    at: float
    is_form: bool = False


def is_form(request: web.Request) -> bool:
    """Whether it carries a form, in which everything is text."""
    return request.content_type != "application/json"


async def arguments_of(request: web.Request) -> Json:
    """What it carries, as a form or as JSON."""
    if is_form(request):
        return {name: str(value) for name, value in (await request.post()).items()}
    told = json.loads(await request.text())
    return dict(told)
