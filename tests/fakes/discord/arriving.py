"""A request as it reaches Discord."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord.models import Json
from tests.fakes.discord.refused import Refused

SECRET_HEADERS = frozenset({"authorization", "cookie"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """One request that reached us.

    Attributes:
        method: of HTTP.
        path: below the address of the API.
        route: the method and the path, with names in braces; empty if nobody knows it.
        names: what stands in place of these names.
        body: JSON, or None where none came.
        files: by their number, what came beside it.
        at: when, by a clock that only goes forward.
        token: who asks; never shown.
        headers: what stood above it, without secrets.
    """

    method: str
    path: str
    route: str
    names: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    files: Mapping[str, Upload]
    at: float
    token: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> Json:
        """The body, which must have fields.

        Raises:
            Refused: it has none.
        """
        if not isinstance(self.body, dict):
            raise Refused(50035, body="Only dictionaries may be used in a DictType")
        return self.body


async def body_of(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    """What a request carries: JSON, and files by their number.

    Raises:
        Refused: it is no JSON.
    """
    if request.content_type == "multipart/form-data":
        return await _parts_of(request)
    text = await request.text()
    return (_read(text) if text else None), {}


async def _parts_of(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    body: Any = None
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        name, content = part.name or "", bytes(await part.read())
        if name == "payload_json":
            body = _read(content.decode())
        elif name.startswith("files["):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[name[6:-1]] = Upload(part.filename or name, kind, content)
    return body, files


def headers_of(request: web.Request) -> Mapping[str, str]:
    """Its headers, without secrets."""
    return {
        name: value
        for name, value in request.headers.items()
        if name.lower() not in SECRET_HEADERS
    }


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Refused(50109) from None
