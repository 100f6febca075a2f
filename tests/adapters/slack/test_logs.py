"""What the program says about itself on Slack: never what people say, and no secret."""

import asyncio
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.clock import SystemClock
from tests.fakes.file import rows
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN
from tests.test_logs import everything_logged

CANARY = "canary-of-sam"
FAULTS = (
    *(Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.LIMITED, Fault.SERVER_ERROR, Fault.HTML),
    *(Fault.BROKEN, CANARY, "invalid_blocks", "channel_not_found", "token_revoked"),
)
METHODS = ("chat.postMessage", "response_url", "chat.update", "views.publish", "views.open")


async def much_goes_wrong(served: Served, database: Path) -> None:
    """One person says a canary in every way, while everything breaks in every way."""
    sam, slack = served.slack.person(), served.slack
    slack.sockets.deadline = 0.1
    await served.asks(sam)
    for number, fault in enumerate(FAULTS):
        for method in METHODS:
            slack.plan.then(method, fault)
        await sam.says(f"I made charts {CANARY}")
        await sam.runs("/whichrole", f"charts {CANARY}")
        await sam.opens_home()
        await sam.mentions(text=f"<@U0BOT> {CANARY}")
        await sam.tells({"type": f"unknown {CANARY}", "text": CANARY})
        if number % 3 == 0:
            await slack.sockets.drop()
            await slack.sockets.connected()
    slack.plan.clear()
    await sam.says("hello")
    await served.rests()
    await sam.presses("In my own words")
    await sam.submits(f"charts {CANARY}")
    rows(database, "ALTER TABLE inbox RENAME TO inbox_aside")
    await sam.says(CANARY)
    await sam.runs("/whichrole", CANARY)
    rows(database, "ALTER TABLE inbox_aside RENAME TO inbox")
    await sam.sends({"type": "block_actions", "user": CANARY, "team": 5, "actions": [CANARY]})
    await sam.sends({"type": CANARY, "view": CANARY})
    await served.rests()


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F79_with_everything_logged_and_much_going_wrong_nothing_personal_is_told(
    database: Path, catalog: Catalog, capfd: pytest.CaptureFixture[str]
) -> None:
    with everything_logged() as out:
        async with (
            FakeSlack(limited=False) as slack,
            serving_slack(slack, database, catalog, SystemClock()) as served,
        ):
            await much_goes_wrong(served, database)
            secrets = list(slack.workspace.responses)
            await asyncio.sleep(0.1)

    told = out.getvalue() + "".join(capfd.readouterr())
    assert "bot.adapters.slack" in told
    assert "bot.usecases.delivery: message" in told
    assert secrets
    for secret in (CANARY, BOT_TOKEN, APP_TOKEN, "/response/", *secrets):
        assert secret not in told


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F79_a_bug_of_ours_is_told_without_what_it_stumbled_over(
    database: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*told: object) -> object:
        raise ValueError(f"{CANARY} {told[-1]}")

    with everything_logged() as out:
        async with (
            FakeSlack(deadline=0.1, limited=False) as slack,
            serving_slack(slack, database, catalog, SystemClock()) as served,
        ):
            sam = slack.person()
            await served.asks(sam)
            for place in ("turns.advance", "underway.Underway.begin"):
                with monkeypatch.context() as patch:
                    patch.setattr(f"bot.usecases.{place}", stumbles)
                    await sam.says(CANARY)
                    await sam.presses("Not sure")

    told = out.getvalue()
    assert "ValueError" in told
    assert "stumbles" in told
    assert CANARY not in told
