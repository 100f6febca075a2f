"""The validator refuses what Discord refuses, names it, and takes what is within the limits."""

from typing import Any

import pytest

from tests.fakes.discord.validating import Validator, samples, validator
from tests.fakes.discord.validating.cases import CALLBACK, MESSAGE, MESSAGES, WEBHOOK, Case
from tests.fakes.discord.validating.cases_of_commands import OF_COMMANDS, OF_THE_REST
from tests.fakes.discord.validating.cases_of_components import OF_COMPONENTS, OF_SELECTS
from tests.fakes.discord.validating.cases_of_interactions import OF_CALLBACKS, OF_WINDOWS
from tests.fakes.discord.validating.cases_of_messages import OF_MESSAGES
from tests.fakes.discord.validating.payloads import message
from tests.fakes.discord.validating.rules import RULES
from tests.required import required

CASES = [
    *OF_MESSAGES, *OF_COMPONENTS, *OF_SELECTS, *OF_CALLBACKS, *OF_WINDOWS, *OF_COMMANDS,
    *OF_THE_REST,
]  # fmt: skip
WANTED = 40
BROKEN = {
    "type": 1,
    "id": 1,
    "components": [{"type": 2, "id": 2, "style": 2, "label": 4, "custom_id": "press"}],
}

ANSWERS: dict[str, tuple[tuple[str, str], int, Any]] = {
    'body: "author" is a required property': (
        ("POST", MESSAGES),
        200,
        {name: told for name, told in samples.message().items() if name != "author"},
    ),
    "timestamp: 'noon' is not a": (
        ("PATCH", MESSAGE),
        200,
        samples.message() | {"timestamp": "noon"},
    ),
    "components/0/components/0/label: 4 is not": (
        ("POST", WEBHOOK),
        200,
        samples.message() | {"components": [BROKEN]},
    ),
    "resource/message/id: 4 is not of type": (
        ("POST", CALLBACK),
        200,
        samples.answered()
        | {"resource": {"type": 4, "message": samples.message() | {"id": 4}}},
    ),
    "body: an answer 204 has none": (("POST", CALLBACK), 204, samples.answered()),
    "status: it never answers 201": (("POST", MESSAGES), 201, samples.message()),
    'body: "code" is a required property': (("POST", MESSAGES), 403, {"message": "No"}),
    'body: "retry_after" is a required property': (
        ("POST", MESSAGES),
        429,
        {"message": "Slowly", "code": 0, "global": False},
    ),
}
"""By what is wrong: answers that Discord does not give."""


@pytest.fixture(scope="module")
def known() -> Validator:
    return Validator(required("specs", "WHICHROLE_SPECS"))


def named(case: Case) -> str:
    return case.about.replace(" ", "-")


def problems(known: Validator, case: Case, body: Any, path: str = "") -> list[str]:
    method, usual = case.request
    return known.request(method, path or usual, body, files=case.files)


def test_the_specs_are_there_or_the_requests_of_other_tests_are_not_held_against_them() -> None:
    required("specs", "WHICHROLE_SPECS")

    assert validator() is not None
    assert validator() is validator()


def test_there_are_enough_cases_and_each_has_its_own_name() -> None:
    assert len({case.about for case in CASES}) == len(CASES) >= WANTED


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_request_is_refused_by_one_sentence_that_says_where_and_why(
    case: Case, known: Validator
) -> None:
    [problem] = problems(known, case, case.broken)

    where, _, said = problem.partition(": ")
    assert where.startswith(f"{case.request[0]} /")
    assert said.startswith(case.said)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_its_twin_is_taken(case: Case, known: Validator) -> None:
    assert problems(known, case, case.twin, case.path_of_twin) == []


def test_a_sentence_names_the_operation_and_not_whom_it_is_about(known: Validator) -> None:
    [problem] = known.request("POST", MESSAGES, message(content=None))

    assert problem == "POST /channels/{channel_id}/messages: body: the message is empty"


def test_everything_that_is_wrong_is_told_at_once(known: Validator) -> None:
    broken = message(content="w" * 2_001, nonce="", enforce_nonce=True, allowed_mentions=None)

    assert len(known.request("POST", MESSAGES, broken)) == 3


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/channels/1/mesages"), ("PUT", MESSAGES), ("GET", f"/api/v10{MESSAGES}")],
)
def test_what_is_no_operation_is_named(method: str, path: str, known: Validator) -> None:
    told = f"{method} {path}: Discord has no such operation"

    assert known.request(method, path, None) == [told]
    assert known.answer(method, path, 200, None) == [told]
    assert known.answer(method, path, 404, {"message": "404: Not Found", "code": 0}) == []


def test_a_path_that_is_written_out_goes_before_one_with_a_name(known: Validator) -> None:
    assert known.request("GET", "/users/@me", None) == []
    assert known.request("GET", "/users/@you", None) == [
        "GET /users/{user_id}: user_id: '@you' does not match \"^(0|[1-9][0-9]*)$\""
    ]


@pytest.mark.parametrize("said", ANSWERS)
def test_an_answer_that_discord_does_not_give_is_told(said: str, known: Validator) -> None:
    (method, path), status, body = ANSWERS[said]

    [problem] = known.answer(method, path, status, body)

    about, _, told = problem.partition(f" answered {status}: ")
    assert about.startswith(f"{method} /")
    assert told.startswith(said)


def test_answers_that_discord_gives_are_taken(known: Validator) -> None:
    assert known.answer("POST", MESSAGES, 200, samples.message()) == []
    assert known.answer("POST", CALLBACK, 204, None) == []
    assert known.answer("POST", MESSAGES, 403, {"message": "Not to them", "code": 50_007}) == []
    assert known.answer("POST", MESSAGES, 500, None) == []


def test_every_rule_is_about_an_operation_that_discord_has(known: Validator) -> None:
    for operation in RULES:
        method, _, template = operation.partition(" ")
        found = known._operations.find(method, template)

        assert found is not None
        assert found.name == operation
