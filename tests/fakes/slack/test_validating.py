"""The validators refuse what Slack refuses, and nothing that is within its limits."""

import json
from typing import Any

import aiohttp
import pytest

from tests.fakes.slack import payloads, rules
from tests.fakes.slack.breaking import SHAPED, SIZED
from tests.fakes.slack.limits import Limits
from tests.fakes.slack.payloads import DIVIDER, Arguments, actions, button, message
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.validating import Validators, validators
from tests.required import required

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

CASES = "slack/block_kit_invalid_cases.slackblocks.json"
LIMITS = "slack/block_kit_limits.slackblocks.json"
MOST_ROWS = 100
DISAGREEMENTS = (
    "'data_visualization' is no block that the schema knows",
    "card/: Additional properties are not allowed ('subtext' was unexpected)",
    "VideoBlock: title attribute cannot exceed 200 characters",
    "VideoBlock: author_name attribute cannot exceed 50 characters",
    "overflow.fewest",
)
"""Where one layer refuses, even at its limit, what the file of cases takes: it is newer than
the schema, the client counts one less, and Slack took no menu of one for years."""

PARAGRAPH = {"type": "rich_text_section", "elements": [{"type": "text", "text": "words"}]}
NOTHING = {"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}
COLLAPSIBLE = {"is_collapsible": True, "has_header_divider": True}

ONLY: dict[str, Arguments] = {
    "arguments": message() | {"unfurl": False},
    "blocks": message({"type": "rich_text", "elements": [{"type": "rich_text_song"}]}),
    "models": payloads.container(**COLLAPSIBLE),
    "limits": message({"type": "context", "elements": [payloads.mrkdwn(3_001)]}),
    "rules": actions(button(), button()),
}
"""By layer: what it alone refuses; without the layer, nothing would."""


def said(**more: Any) -> tuple[str, Arguments]:
    """A bare message."""
    return "chat.postMessage", {"channel": "U0SAM", "text": "words", **more}


def drawn(*blocks: Any) -> tuple[str, Arguments]:
    """A message with blocks."""
    return "chat.postMessage", message(*blocks)


BREAKS: dict[str, list[tuple[str, Arguments]]] = {
    "message.text": [said(text=""), said(text=" "), ("response_url", {"blocks": [DIVIDER]})],
    "message.text.max_length": [said(text="w" * 4_001)],
    "message.live": [
        said(text=text)
        for text in ("<!channel>", "hi <@U0SAM>", "<#C0TOWN>", "<http://a.example|here>")
    ],
    "message.blocks.max_items": [drawn(*[DIVIDER] * 51)],
    "message.metadata": [
        said(metadata={"event_type": "a card", "event_payload": {}}),
        said(metadata={"event_type": "card", "event_payload": {"key": "k" * 16_000}}),
        said(metadata={"event_type": "card", "event_payload": {}, "more": 1}),
        said(metadata={"event_type": "card"}),
    ],
    "block_id.unique": [drawn(*[{**DIVIDER, "block_id": "one"}] * 2)],
    "action_id.unique": [
        drawn(*[{"type": "actions", "elements": [button()]}] * 2),
        ("views.publish", payloads.home(blocks=actions(button(), button())["blocks"])),
    ],
    "overflow.fewest": [("chat.postMessage", actions(payloads.menu(1)))],
    "actions.empty": [drawn({"type": "actions", "elements": []})],
    "context.empty": [drawn({"type": "context", "elements": []})],
    "table.columns.max_items": [("chat.postMessage", payloads.table(payloads.rows(1, 21)))],
    "mrkdwn.live": [
        drawn({"type": "section", "text": {"type": "mrkdwn", "text": "<!everyone>"}})
    ],
    "image.source": [
        drawn({"type": "image", "alt_text": "a"}),
    ],
    "static_select.choice_source": [
        ("chat.postMessage", actions({"type": "static_select", "action_id": "pick"}))
    ],
    "rich_text.text": [drawn({"type": "rich_text", "elements": [NOTHING]})],
    "rich_text.empty": [drawn({"type": "rich_text", "elements": []})],
    "rich_text_section.empty": [
        drawn({"type": "rich_text", "elements": [{**PARAGRAPH, "elements": []}]})
    ],
    "rich_text_preformatted.empty": [
        drawn(
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_preformatted", "elements": []}],
            }
        )
    ],
    "rich_text_list.empty": [
        drawn(
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_list", "style": "bullet", "elements": []}],
            }
        )
    ],
    "response_url.delete": [("response_url", {"delete_original": True, "text": "a"})],
    "response_url.keys": [("response_url", {"text": "a", "channel": "D0SAM"})],
}
"""By rule: requests that break it."""

STEPS = {"min_length": -1, "min_items": -1, "min": -1}


@pytest.fixture(scope="module")
def known() -> Validators:
    return Validators(required("specs", "WHICHROLE_SPECS"))


def cases() -> list[dict[str, str]]:
    """Every case of the file; none on a machine without it."""
    if validators() is None:
        return []
    told = json.loads((required("specs", "WHICHROLE_SPECS") / CASES).read_text())
    return list(told["cases"])


def built(constraint: str, limits: Limits) -> tuple[Arguments, Arguments]:
    """A payload that breaks a constraint, and one just within it."""
    if constraint in SHAPED:
        return SHAPED[constraint]
    about, _, bound = constraint.rpartition(".")
    limit = limits.by_path.get(tuple(about.split(".")), {"max_items": MOST_ROWS})[bound]
    if bound == "item_max_length":
        about, bound = f"{about}.item", "max_length"
    size = int(limit)
    make = SIZED[about]
    if bound == "exclusive_min":
        return make(size), make(size + 1)
    return make(size + STEPS.get(bound, 1)), make(size)


def method_of(arguments: Arguments) -> str:
    if "view" in arguments:
        return "views.publish" if arguments["view"]["type"] == "home" else "views.open"
    return "chat.postMessage"


def named(problems: list[str]) -> set[str]:
    """The constraints that problems begin with."""
    return {problem.partition(":")[0] for problem in problems}


def test_the_specs_are_there_or_the_requests_of_other_tests_are_not_held_against_them() -> None:
    assert (required("specs", "WHICHROLE_SPECS") / LIMITS).exists()
    assert validators() is not None


def test_every_case_of_the_file_is_built() -> None:
    required("specs", "WHICHROLE_SPECS")

    about = {one["constraint"].rpartition(".")[0] for one in cases()}
    whole = {one["constraint"] for one in cases()}

    assert len(cases()) == 106
    assert about - {one.rpartition(".")[0] for one in SHAPED} <= SIZED.keys()
    assert SHAPED.keys() <= whole


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_case_is_refused_by_its_name(case: dict[str, str], known: Validators) -> None:
    broken, _ = built(case["constraint"], known.limits)

    problems = known.problems(method_of(broken), broken)

    assert case["constraint"] in named(problems)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_its_twin_at_the_limit_is_taken(case: dict[str, str], known: Validators) -> None:
    _, within = built(case["constraint"], known.limits)

    problems = known.problems(method_of(within), within)

    assert [one for one in problems if not one.startswith(DISAGREEMENTS)] == []


@pytest.mark.parametrize("layer", ONLY)
def test_each_layer_refuses_what_no_other_does(layer: str, known: Validators) -> None:
    broken = ONLY[layer]
    refusing = {name for name, told in known.layers.items() if told(method_of(broken), broken)}

    assert refusing == {layer}
    assert known.layers.keys() == ONLY.keys()


@pytest.mark.parametrize("rule", BREAKS)
def test_a_rule_that_no_case_tells_is_kept_as_well(rule: str, known: Validators) -> None:
    for method, broken in BREAKS[rule]:
        assert rule in named(known.problems(method, broken)), broken


def test_no_rule_is_without_a_request_that_breaks_it() -> None:
    of_objects = {name for told in rules.OF_OBJECTS.values() for name in told}

    assert of_objects <= BREAKS.keys() | SHAPED.keys() | {"table.rows.max_items"}


def test_what_the_rules_are_about_is_else_in_order(known: Validators) -> None:
    in_order = message({"type": "rich_text", "elements": [PARAGRAPH]}) | {
        "text": "&lt;!channel&gt;",
        "metadata": {"event_type": "a_card", "event_payload": {"key": "k"}},
    }

    assert known.problems("chat.postMessage", in_order) == []
    assert known.problems("response_url", {"replace_original": True, "text": "a"}) == []
    assert known.problems("response_url", {"delete_original": True}) == []


def test_a_form_is_read_with_the_types_that_its_method_wants(known: Validators) -> None:
    form = {"channel": "D0SAM", "limit": "100", "include_all_metadata": "true"}

    assert known.problems("conversations.history", form, is_form=True) == []
    assert known.problems("conversations.history", form | {"limit": "all"}, is_form=True)
    assert known.problems("conversations.history", form)


async def test_the_fake_tells_the_problems_of_what_reached_it(known: Validators) -> None:
    async with FakeSlack(validators=known) as slack, aiohttp.ClientSession() as session:
        for method in ("chat.postMessage", "chat.shout"):
            sent = {"channel": "U0SAM", "text": "<!here>"}
            await (await session.post(f"{slack.api_url}{method}", json=sent)).read()

        problems = slack.problems()

    assert problems == [
        'chat.postMessage: message.live: "<!here>"',
        "chat.shout: chat.shout is no method that the schema knows",
    ]
