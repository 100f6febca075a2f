from datetime import timedelta

import pytest

from bot.adapters.slack.refusals import CODES, LONGEST_WAIT, refusal
from bot.errors import Refusal
from tests.fakes.clock import NOON


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("internal_error", Refusal.BUSY),
        ("ratelimited", Refusal.LIMITED),
        ("message_not_found", Refusal.EXPIRED),
        ("channel_not_found", Refusal.UNREACHABLE),
        ("user_disabled", Refusal.UNREACHABLE),
        ("token_revoked", Refusal.REVOKED),
        ("account_inactive", Refusal.REVOKED),
        ("invalid_blocks", Refusal.OURS),
        ("missing_scope", Refusal.OURS),
    ],
)
def test_F23_F30_F34_a_code_says_who_must_stop(code: str, kind: Refusal) -> None:
    assert refusal(code, 200, None, NOON).refusal is kind


@pytest.mark.parametrize("code", CODES)
def test_F23_every_code_is_told_to_the_operator_by_its_name(code: str) -> None:
    assert code in str(refusal(code, 200, None, NOON))


def test_F23_a_code_that_nobody_knows_is_our_bug_and_is_not_repeated() -> None:
    problem = refusal("canary xoxb-1", 200, None, NOON)

    assert problem.refusal is Refusal.OURS
    assert "canary" not in str(problem)


@pytest.mark.parametrize(("code", "status"), [("", 200), ("", 502), ("invalid_auth", 503)])
def test_F24_a_page_of_a_proxy_or_an_error_of_the_server_is_tried_again(
    code: str, status: int
) -> None:
    assert refusal(code, status, None, NOON).refusal is Refusal.BUSY


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ("30", timedelta(seconds=30)),
        ("3600", timedelta(hours=1)),
        ("0", timedelta(seconds=1)),
        ("soon", timedelta(minutes=1)),
        ("nan", timedelta(minutes=1)),
        ("1e99", LONGEST_WAIT),
    ],
)
def test_F22_a_limit_is_kept_for_as_long_as_slack_says(told: str, wait: timedelta) -> None:
    problem = refusal("ratelimited", 429, told, NOON)

    assert problem.refusal is Refusal.LIMITED
    assert problem.retry_at == NOON + wait


def test_F22_a_limit_without_a_time_leaves_the_time_to_us() -> None:
    problem = refusal("ratelimited", 429, None, NOON)

    assert (problem.refusal, problem.retry_at) == (Refusal.LIMITED, None)
