"""Whatever Slack refuses and whatever stands in the way, there is a sentence and a fix."""

import pytest

from bot.adapters.slack.checks import Heard, Trouble
from bot.cli.checkup.refused import _REFUSALS, in_the_way, refused
from bot.config.values import SLACK_API


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
@pytest.mark.parametrize("error", [*_REFUSALS, "something_new"])
def test_each_refusal_has_a_sentence_and_a_fix(error: str, token: str) -> None:
    said, fix = refused(error, token)

    assert said[-1] != "."
    assert fix[-1] == "."


def test_a_word_that_is_none_is_not_repeated() -> None:
    said, _ = refused("xoxb-1-hushed token!", "SLACK_BOT_TOKEN")

    assert "hushed" not in said


@pytest.mark.parametrize("trouble", Trouble)
def test_each_trouble_on_the_way_has_a_sentence_and_a_fix(trouble: Trouble) -> None:
    heard = Heard(trouble, status=503)

    said, fix = in_the_way(heard, trouble, SLACK_API)
    _, elsewhere = in_the_way(heard, trouble, "http://sandbox.example.org/api/")

    assert said[-1] != "."
    assert fix[-1] == "."
    assert "WHICHROLE_SLACK_API_URL" not in fix
    assert "WHICHROLE_SLACK_API_URL" in elsewhere
