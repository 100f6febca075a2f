"""What a schema has against a value, as sentences about the fields of the value."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

Json = dict[str, Any]

IT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the value in the sentences of the library."""

LONGEST_VALUE = 60
DISCRIMINATOR = "type"
WHOLE = "body"
WRONG_TYPE = jsonschema_rs.ValidationErrorKind.Type
SPEC = "urn:discord"


class Schemas:
    """Every schema of a description, each compiled when it is first asked for.

    Args:
        told: an OpenAPI description.
    """

    def __init__(self, told: Json) -> None:
        self._registry = jsonschema_rs.Registry([(SPEC, told)])
        self._compiled: dict[str, Schema] = {}

    def at(self, *path: str) -> "Schema":
        """The schema at a place of the description."""
        pointer = "".join(f"/{_escaped(step)}" for step in path)
        if pointer not in self._compiled:
            self._compiled[pointer] = Schema(pointer, self._registry)
        return self._compiled[pointer]


class Schema:
    """One schema.

    Args:
        pointer: where it stands in the description.
        registry: knows the description.
    """

    def __init__(self, pointer: str, registry: jsonschema_rs.Registry) -> None:
        self._validator = jsonschema_rs.Draft202012Validator(
            {"$ref": f"{SPEC}#{pointer}"}, registry=registry, validate_formats=True, mask=IT
        )

    def problems(self, told: Any) -> list[str]:
        """What is wrong with a value, a sentence for each field at fault."""
        if self._validator.is_valid(told):
            return []
        return list(dict.fromkeys(_sentences(self._validator.iter_errors(told))))


def _sentences(errors: Iterator[jsonschema_rs.ValidationError]) -> Iterator[str]:
    for error in errors:
        for one in _innermost(error):
            yield f"{_field(one)}: {_said_of(one)}"


def _said_of(error: jsonschema_rs.ValidationError) -> str:
    kind = error.instance.get(DISCRIMINATOR) if isinstance(error.instance, dict) else None
    if hasattr(error.kind, "context") and kind is not None:
        return f"nothing of type {kind} may stand here"
    return error.message.replace(IT, _short(error.instance))


def _innermost(error: jsonschema_rs.ValidationError) -> list[jsonschema_rs.ValidationError]:
    """An error, or those of the form that a value with several forms comes nearest to."""
    forms = [
        [inner for one in form for inner in _innermost(one)]
        for form in getattr(error.kind, "context", [])
    ]
    near = [form for form in forms if not _is_another(form, len(error.instance_path))]
    return min(near, key=len) if near else [error]


def _is_another(form: list[jsonschema_rs.ValidationError], depth: int) -> bool:
    """Whether the errors say that something else altogether was meant."""
    return any(
        one.instance_path[depth:] == [DISCRIMINATOR]
        or (len(one.instance_path) == depth and isinstance(one.kind, WRONG_TYPE))
        for one in form
    )


def _field(error: jsonschema_rs.ValidationError) -> str:
    return "/".join(map(str, error.instance_path)) or WHOLE


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= LONGEST_VALUE else f"{told[:LONGEST_VALUE]}…"


def _escaped(step: str) -> str:
    """A step of a JSON pointer that stands in a URI."""
    step = step.replace("~", "~0").replace("/", "~1")
    return step.replace("{", "%7B").replace("}", "%7D")
