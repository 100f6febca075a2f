"""Whatever Slack refuses, there is a sentence and a fix."""

import pytest

from bot.cli.checkup.refused import _REFUSALS, refused


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
@pytest.mark.parametrize("error", [*_REFUSALS, "something_new"])
def test_each_refusal_has_a_sentence_and_a_fix(error: str, token: str) -> None:
    said, fix = refused(error, token)

    assert said[-1] != "."
    assert fix[-1] == "."


def test_a_word_that_is_none_is_not_repeated() -> None:
    said, _ = refused("xoxb-1-hushed token!", "SLACK_BOT_TOKEN")

    assert "hushed" not in said
