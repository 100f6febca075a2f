"""How much is taken, and that it is what Slack says."""

import json

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import rates
from tests.fakes.slack.admission import NEEDED
from tests.fakes.slack.rates import IN_ONE_CHANNEL, PER_MINUTE, TIERS, Rates
from tests.fakes.slack.server import FakeSlack
from tests.required import required

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""

EVERY = (*NEEDED, "auth.test", "views.open", "views.publish", "views.update")


class Watch:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(rates, "time", watch)
    return watch


def test_tiers_are_those_of_slack() -> None:
    path = required("specs", "WHICHROLE_SPECS") / "slack/rate_limit_tiers.json"
    known = json.loads(path.read_text())

    told = {name: f"Tier{tier}" for name, tier in TIERS.items()}

    assert told == {name: known[name] for name in TIERS}
    special = {name for name in EVERY if known[name].startswith("SpecialTier")}
    assert special == {"auth.test", "chat.postMessage"}
    assert TIERS.keys() | special == set(EVERY)


@pytest.mark.parametrize("method", TIERS)
def test_a_method_takes_so_many_at_once_and_more_with_time(watch: Watch, method: str) -> None:
    taken = Rates()
    most = PER_MINUTE[TIERS[method]]

    at_once = [taken.wait(method, "") for _ in range(most)]
    too_many = taken.wait(method, "")
    watch.now += too_many
    again = taken.wait(method, "")

    assert set(at_once) == {0.0}
    assert too_many == pytest.approx(60 / most)
    assert again == 0.0


def test_a_channel_takes_a_message_each_second_and_no_other_channel_waits(
    watch: Watch,
) -> None:
    taken = Rates()
    said = [taken.wait("chat.postMessage", "D1") for _ in range(IN_ONE_CHANNEL)]

    same, other = taken.wait("chat.postMessage", "D1"), taken.wait("chat.postMessage", "D2")

    assert set(said) == {0.0}
    assert same == pytest.approx(1.0)
    assert other == 0.0


async def test_whoever_posts_too_much_is_told_how_long_to_wait(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    for _ in range(IN_ONE_CHANNEL):
        await client.chat_postMessage(channel="U0SAM", text="a")

    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="U0SAM", text="a")

    told = caught.value.response
    assert (told.status_code, told["error"]) == (429, "ratelimited")
    assert int(told.headers["Retry-After"]) >= 1
    assert len(slack.person().cards) == IN_ONE_CHANNEL


def test_response_addresses_have_no_tier() -> None:
    taken = Rates()

    waits = {taken.wait("response_url", "") for _ in range(1_000)}

    assert waits == {0.0}
