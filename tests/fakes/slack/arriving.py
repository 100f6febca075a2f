"""A request as it reaches Slack."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.slack.refused import Refused
from tests.fakes.slack.workspace import Json

SECRET_HEADERS = frozenset({"authorization", "cookie"})

AS_JSON = frozenset({"attachments", "blocks", "files", "metadata", "view"})
"""Arguments that a form carries as JSON in a text."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that reached us.

    Attributes:
        method: of the Web API, or ``response_url``.
        arguments: what it carries.
        at: when, by a clock that only goes forward.
        is_form: every argument came as text.
        headers: what stood above it, without secrets.
    """

    method: str
    arguments: Mapping[str, Any]
    at: float
    is_form: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


def is_form(request: web.Request) -> bool:
    """Whether it carries a form, or nothing but its address; there, everything is text."""
    return request.content_type != "application/json"


async def arguments_of(request: web.Request) -> Json:
    """What it carries: in its address, as a form, or as JSON.

    Raises:
        Refused: it is no JSON, or JSON of another shape.
    """
    if is_form(request):
        told = {name: str(value) for name, value in (await request.post()).items()}
        return {**request.query, **told}
    try:
        body = json.loads(await request.text())
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(body, dict):
        raise Refused("json_not_object")
    return body


def token_of(request: web.Request, arguments: Json) -> str:
    """The token that it comes with, or an empty text; in JSON, an argument is none."""
    told = request.headers.get("Authorization", "")
    if told:
        return told.removeprefix("Bearer ")
    return str(arguments.get("token", "")) if is_form(request) else ""


def headers_of(request: web.Request) -> Mapping[str, str]:
    """Its headers, without secrets."""
    return {
        name: value
        for name, value in request.headers.items()
        if name.lower() not in SECRET_HEADERS
    }


def unfolded(arguments: Json) -> Json:
    """Arguments whose values are no longer JSON in a text, as forms carry them.

    Raises:
        Refused: what should be JSON is none.
    """
    return {
        name: _read(name, value) if name in AS_JSON and isinstance(value, str) else value
        for name, value in arguments.items()
    }


def _read(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        code = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
        raise Refused(code) from None


def is_true(value: object) -> bool:
    """Whether an argument is switched on, in any way in which clients write it."""
    return value is True or str(value).lower() in ("1", "true")
