import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.adapters.slack import client
from bot.adapters.slack.client import RESPONSE_HOSTS, SLACKS_OWN, Slack, connected
from bot.errors import DeliveryError, Refusal
from tests.fakes.clock import FakeClock

ELSEWHERE = "http://127.0.0.1:9/api/"


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with connected("xoxb-1", SLACKS_OWN, FakeClock()) as slack:
        yield slack


@pytest.mark.parametrize(
    "address",
    [
        "https://hooks.slack.com/actions/T1/1/x",
        "https://hooks.slack.com:443/commands/T1/1/x",
        "https://hooks.slack-gov.com/actions/T1/1/x",
    ],
)
async def test_a_response_address_of_slacks_is_one(slack: Slack, address: str) -> None:
    assert slack.is_slacks(address, RESPONSE_HOSTS)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hooks.slack.com",
        "http://hooks.slack.com/actions",
        "https://hooks.slack.com.example.org/actions",
        "https://example.org/hooks.slack.com",
        "https://hooks.slack.com@example.org/",
        "https://user:word@hooks.slack.com/",
        "https://hooks.slack.com:8443/actions",
        "https://hooks.slack.com:99999/",
        "https://127.0.0.1/actions",
        "https://[::1]/actions",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "ftp://hooks.slack.com/",
        "//hooks.slack.com/actions",
        "https:/\\hooks.slack.com",
        "https://xn--hooks-slack.com/",
        "https://hooks.slack.com%2eexample.org/",
        ELSEWHERE,
    ],
)
async def test_F78_any_other_address_is_never_called(slack: Slack, address: str) -> None:
    with pytest.raises(DeliveryError) as caught:
        await slack.respond(address, {"text": "hello"})

    assert caught.value.refusal is Refusal.EXPIRED


async def test_F78_another_server_that_speaks_like_slack_answers_for_itself_alone() -> None:
    async with connected("xoxb-1", ELSEWHERE, FakeClock()) as slack:
        assert slack.is_slacks("http://127.0.0.1:9/response/1", RESPONSE_HOSTS)
        assert not slack.is_slacks("http://127.0.0.1:8/response/1", RESPONSE_HOSTS)
        assert not slack.is_slacks("https://127.0.0.1:9/response/1", RESPONSE_HOSTS)


async def test_what_cannot_have_left_is_tried_again() -> None:
    async with connected("xoxb-1", ELSEWHERE, FakeClock()) as slack:
        with pytest.raises(DeliveryError) as caught:
            await slack.call("chat.postMessage", {"channel": "U1", "text": "hello"})

    assert caught.value.refusal is Refusal.BUSY


async def test_F20_what_found_no_free_connection_never_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "FREE", 0.01)
    monkeypatch.setattr(client, "MOST_CONNECTIONS", 1)
    async with connected("xoxb-1", ELSEWHERE, FakeClock()) as slack, slack.free:
        with pytest.raises(DeliveryError) as caught:
            await slack.call("chat.postMessage", {"channel": "U1", "text": "hello"})
        with pytest.raises(DeliveryError) as also_caught:
            await slack.respond("http://127.0.0.1:9/response/1", {"text": "hello"})

    assert caught.value.refusal is Refusal.BUSY
    assert also_caught.value.refusal is Refusal.BUSY


async def test_F20_what_waited_for_its_connection_to_stand_never_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def never(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(client, "CONNECTED", 0.01)
    async with connected("xoxb-1", ELSEWHERE, FakeClock()) as slack:
        monkeypatch.setattr(slack.session.connector, "_create_connection", never)

        with pytest.raises(DeliveryError) as caught:
            await slack.call("chat.postMessage", {"channel": "U1", "text": "hello"})

    assert caught.value.refusal is Refusal.BUSY


async def test_a_connection_is_free_again_whatever_became_of_its_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "MOST_CONNECTIONS", 1)
    async with connected("xoxb-1", ELSEWHERE, FakeClock()) as slack:
        for _ in range(2):
            with pytest.raises(DeliveryError):
                await slack.call("chat.postMessage", {"channel": "U1", "text": "hello"})

        assert not slack.free.locked()


async def test_F78_a_redirect_is_not_followed_and_takes_no_token_along() -> None:
    seen: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        seen.append(request.path)
        if request.path.startswith("/api/"):
            raise web.HTTPTemporaryRedirect("/stolen")
        return web.json_response({"ok": True})

    app = web.Application()
    app.router.add_post("/{path:.*}", elsewhere)
    async with TestServer(app) as server:
        url = str(server.make_url("/api/"))
        async with connected("xoxb-1", url, FakeClock()) as slack:
            with pytest.raises(DeliveryError) as caught:
                await slack.call("chat.postMessage", {"channel": "U1", "text": "hello"})

    assert caught.value.refusal is Refusal.BUSY
    assert seen == ["/api/chat.postMessage"]
