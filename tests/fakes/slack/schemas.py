"""Slack's own types as schemas: arguments of methods, blocks, views."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.fakes.slack.walking import VIEWS, blocks_of
from tests.fakes.slack.workspace import Json

VIEW_BY_TYPE = {"home": "HomeView", "modal": "ModalView"}


class MethodSchemas:
    """Arguments of each method.

    Args:
        told: what web_api_args.schema.json holds.
    """

    def __init__(self, told: Json) -> None:
        self._forms: dict[str, list[Json]] = {
            method: schema.get("anyOf", [schema])
            for method, schema in told["definitions"]["Methods"]["properties"].items()
        }
        self._schemas = {
            method: [jsonschema_rs.Draft7Validator(one) for one in forms]
            for method, forms in self._forms.items()
        }

    def problems(self, method: str, arguments: Mapping[str, Any]) -> list[str]:
        """What a method does not take; response addresses are no method."""
        if method == "response_url":
            return []
        if method not in self._schemas:
            return [f"{method} is no method that the schema knows"]
        return _problems(self._schemas[method], dict(arguments))

    def typed(self, method: str, form: Mapping[str, Any]) -> Json:
        """The arguments in a form, with the types that the method wants, where they fit."""
        wanted = {
            name: schema.get("type")
            for one in self._forms.get(method, [])
            for name, schema in one.get("properties", {}).items()
        }
        return {name: _typed(value, wanted.get(name)) for name, value in form.items()}


class BlockSchemas:
    """Blocks of messages and views, and views.

    Args:
        blocks: what block_kit.schema.json holds.
        views: what views.schema.json holds.
    """

    def __init__(self, blocks: Json, views: Json) -> None:
        known, of_views = blocks["definitions"], views["definitions"]
        self._blocks = {kind: _compiled(known, name) for kind, name in _by_type(known).items()}
        self._views = {kind: _compiled(of_views, VIEW_BY_TYPE[kind]) for kind in VIEWS}

    def problems(self, method: str, arguments: Mapping[str, Any]) -> list[str]:
        """What Block Kit does not take."""
        found = []
        view = arguments.get("view")
        if isinstance(view, Mapping) and view.get("type") in VIEWS:
            found += _problems([self._views[str(view["type"])]], dict(view))
        elif "view" in arguments:
            found.append("a view is neither a Home nor a window")
        for block in blocks_of(arguments):
            kind = str(block.get("type", ""))
            if kind in self._blocks:
                schemas = [self._blocks[kind]]
                found += [f"{kind}{told}" for told in _problems(schemas, block)]
            else:
                found.append(f"{kind!r} is no block that the schema knows")
        return found


def read(path: Path) -> Json:
    """A file of the specs."""
    told = json.loads(path.read_text())
    assert isinstance(told, dict)
    return told


def _typed(value: str, wanted: str | None) -> Any:
    if wanted == "boolean" and value in ("true", "false"):
        return value == "true"
    if wanted == "number" and value.isdigit():
        return int(value)
    return value


def _by_type(definitions: Json) -> dict[str, str]:
    """Names of definitions by the type that their blocks have."""
    names = {}
    for known in definitions["KnownBlock"]["anyOf"]:
        name = known["$ref"].rpartition("/")[2]
        forms = definitions[name].get("anyOf", [definitions[name]])
        names[forms[0]["properties"]["type"]["const"]] = name
    return names


def _compiled(definitions: Json, name: str) -> jsonschema_rs.Draft7Validator:
    schema = {"$ref": f"#/definitions/{name}", "definitions": definitions}
    return jsonschema_rs.Draft7Validator(schema)


def _problems(schemas: list[jsonschema_rs.Draft7Validator], told: Any) -> list[str]:
    """What is wrong by the schema that comes nearest."""
    if any(schema.is_valid(told) for schema in schemas):
        return []
    found = (
        [
            f"/{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
            for error in schema.iter_errors(told)
        ]
        for schema in schemas
    )
    return min(found, key=len)
