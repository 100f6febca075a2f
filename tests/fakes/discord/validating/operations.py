"""Which operation of Discord's a request is: its path, its body, its answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord.validating.schemas import Json, Schema, Schemas

JSON, MULTIPART = "application/json", "multipart/form-data"
FIRST_FAULT_OF_A_SERVER = 500


@dataclass(frozen=True)
class Operation:
    """What Discord's description says of one method on one path.

    Attributes:
        method: in upper case.
        template: the path with names in braces.
        parameters: by name, what may stand in the path.
        body: what is sent; None if nothing is.
        needs_body: nothing is no body.
        answers: by status, ``200`` or ``4XX``; None if it has no body.
    """

    method: str
    template: str
    parameters: Mapping[str, Schema] = field(repr=False)
    body: Schema | None = field(repr=False)
    needs_body: bool
    answers: Mapping[str, Schema | None] = field(repr=False)

    @property
    def name(self) -> str:
        """As sentences name it."""
        return f"{self.method} {self.template}"

    def path_problems(self, path: str) -> list[str]:
        """What is wrong with the parameters in a path."""
        return [
            f"{name}: {problem.partition(': ')[2]}"
            for name, value in self._given(path)
            for problem in self.parameters[name].problems(value)
        ]

    def body_problems(self, body: Any) -> list[str]:
        """What is wrong with the shape of what is sent."""
        if self.body is None:
            return [] if body is None else ["body: nothing may be sent here"]
        if body is None:
            return ["body: there is none"] if self.needs_body else []
        return self.body.problems(body)

    def answer_problems(self, status: int, body: Any) -> list[str]:
        """What is wrong with an answer; a server at fault may answer anything."""
        if status >= FIRST_FAULT_OF_A_SERVER:
            return []
        known = next(
            (one for one in (str(status), f"{status // 100}XX") if one in self.answers), None
        )
        if known is None:
            return [f"status: it never answers {status}"]
        schema = self.answers[known]
        if schema is None:
            return [] if body is None else [f"body: an answer {status} has none"]
        return schema.problems(body)

    def _given(self, path: str) -> Iterable[tuple[str, str]]:
        for step, value in zip(self.template.split("/"), path.split("/"), strict=True):
            if step.startswith("{"):
                yield step[1:-1], value


class Operations:
    """Every operation, built when it is first asked for.

    Args:
        told: an OpenAPI description.
    """

    def __init__(self, told: Json) -> None:
        self._told, self._schemas = told, Schemas(told)
        self._built: dict[tuple[str, str], Operation] = {}
        self._templates: dict[tuple[str, int], list[list[str]]] = defaultdict(list)
        for template, methods in told["paths"].items():
            steps = template.split("/")
            for method in methods.keys() - {"parameters"}:
                self._templates[method.upper(), len(steps)].append(steps)
        for templates in self._templates.values():
            templates.sort(key=lambda steps: sum(step.startswith("{") for step in steps))

    def find(self, method: str, path: str) -> Operation | None:
        """The operation that a request is; a path that is written out goes first."""
        given = path.split("/")
        for steps in self._templates.get((method, len(given)), ()):
            if all(
                step == value or (step.startswith("{") and value)
                for step, value in zip(steps, given, strict=True)
            ):
                return self._operation(method, "/".join(steps))
        return None

    def _operation(self, method: str, template: str) -> Operation:
        key = method, template
        if key not in self._built:
            self._built[key] = self._build(method, template)
        return self._built[key]

    def _build(self, method: str, template: str) -> Operation:
        place = ("paths", template, method.lower())
        told = self._told["paths"][template][method.lower()]
        parameters = self._told["paths"][template].get("parameters", [])
        return Operation(
            method=method,
            template=template,
            parameters={
                one["name"]: self._schemas.at(
                    "paths", template, "parameters", str(number), "schema"
                )
                for number, one in enumerate(parameters)
                if one["in"] == "path"
            },
            body=self._body(place, told),
            needs_body=told.get("requestBody", {}).get("required", False),
            answers={
                status: self._answer((*place, "responses", status), answer)
                for status, answer in told["responses"].items()
            },
        )

    def _body(self, place: tuple[str, ...], told: Json) -> Schema | None:
        """Of JSON, which ``payload_json`` beside files is too; else of a form."""
        known = told.get("requestBody", {}).get("content", {})
        for kind in (JSON, MULTIPART):
            if kind in known:
                return self._schemas.at(*place, "requestBody", "content", kind, "schema")
        return None

    def _answer(self, place: tuple[str, ...], told: Json) -> Schema | None:
        if "$ref" in told:
            place = tuple(told["$ref"].removeprefix("#/").split("/"))
            told = self._told[place[0]][place[1]][place[2]]
        if JSON not in told.get("content", ()):
            return None
        return self._schemas.at(*place, "content", JSON, "schema")
