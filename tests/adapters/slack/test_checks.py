"""What is found out about our access to Slack, in the cases that no operator causes by hand."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from bot.adapters.reaching import Trouble, ahead_of
from bot.adapters.slack import checks
from bot.adapters.slack.checks import app_of, authorized, greeted
from tests.fakes.clock import FakeClock
from tests.fakes.workspace import OF_APP, OF_BOT, FakeWorkspace


@pytest.fixture
def workspace() -> Iterator[FakeWorkspace]:
    with FakeWorkspace() as workspace:
        yield workspace


KEY: Any = SimpleNamespace(host="slack.com", port=443, ssl=True, is_ssl=True)
REQUEST: Any = aiohttp.RequestInfo(URL("wss://hushed"), "GET", CIMultiDictProxy(CIMultiDict()))
OS_ERROR = OSError(111, "hushed")


@pytest.mark.parametrize(
    ("problem", "trouble"),
    [
        (TimeoutError(), Trouble.SLOW),
        (aiohttp.ConnectionTimeoutError(), Trouble.SLOW),
        (aiohttp.ClientConnectorDNSError(KEY, OS_ERROR), Trouble.NAME),
        (aiohttp.ClientConnectorError(KEY, OS_ERROR), Trouble.REFUSED),
        (aiohttp.ClientConnectorSSLError(KEY, ssl.SSLError(1, "hushed")), Trouble.TLS),
        (aiohttp.ClientConnectorCertificateError(KEY, ssl.CertificateError()), Trouble.TLS),
        (aiohttp.ClientProxyConnectionError(KEY, OS_ERROR), Trouble.PROXY),
        (aiohttp.ClientHttpProxyError(REQUEST, ()), Trouble.PROXY),
        (aiohttp.WSServerHandshakeError(REQUEST, ()), Trouble.ANOTHER),
        (aiohttp.InvalidURL("hushed"), Trouble.ANOTHER),
        (aiohttp.ServerDisconnectedError(), Trouble.BROKEN),
        (ConnectionResetError(), Trouble.BROKEN),
    ],
    ids=lambda one: type(one).__name__,
)
async def test_each_way_in_which_no_answer_comes_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, problem: Exception, trouble: Trouble
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(aiohttp.ClientSession, "post", fail)

    heard = await authorized(OF_BOT, "https://slack.com/api/", FakeClock())

    assert (heard.trouble, heard.works) == (trouble, False)
    assert "hushed" not in repr(heard)


@pytest.mark.parametrize(
    ("status", "page", "trouble"),
    [
        (200, "ok", Trouble.ANOTHER),
        (200, "[]", Trouble.ANOTHER),
        (200, "{}", Trouble.ANOTHER),
        (200, '{"ok": 1}', Trouble.ANOTHER),
        (200, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), Trouble.ANOTHER),
        (302, "", Trouble.ANOTHER),
        (404, "Not found", Trouble.ANOTHER),
        (429, "", Trouble.FAILED),
        (502, "<html>", Trouble.FAILED),
        (200, '{"ok": true}', None),
    ],
)
async def test_an_answer_that_is_none_of_slacks_is_told_with_its_status(
    workspace: FakeWorkspace, status: int, page: str, trouble: Trouble | None
) -> None:
    workspace.pages["auth.test"] = (status, page)

    heard = await authorized(OF_BOT, workspace.api_url, FakeClock())

    assert (heard.trouble, heard.status) == (trouble, status)


async def test_scopes_and_the_time_are_told_with_a_refusal_too(
    workspace: FakeWorkspace,
) -> None:
    workspace.errors["auth.test"] = "token_revoked"
    workspace.scopes = ("chat:write", "commands")

    heard = await authorized(OF_BOT, workspace.api_url, FakeClock())

    assert (heard.error, heard.works) == ("token_revoked", False)
    assert heard.scopes == frozenset({"chat:write", "commands"})
    assert heard.ahead is not None


async def test_a_date_that_is_none_tells_no_time() -> None:
    now = FakeClock().now()

    assert ahead_of("soon", now) is None
    assert ahead_of(None, now) is None
    assert ahead_of(now.strftime("%a, %d %b %Y %H:%M:%S GMT"), now) == timedelta(0)


async def test_a_bot_whose_app_slack_does_not_tell_belongs_to_nobody_known(
    workspace: FakeWorkspace,
) -> None:
    workspace.errors["bots.info"] = "missing_scope"

    assert await app_of(OF_BOT, "B1", workspace.api_url, FakeClock()) == ""


@pytest.mark.parametrize("first", [{"type": "events_api"}, {"type": None}, {}])
async def test_a_socket_on_which_somebody_else_speaks_is_no_greeting(
    workspace: FakeWorkspace, first: dict[str, Any]
) -> None:
    workspace.greeting = {**first}

    greeting = await greeted(OF_APP, workspace.api_url, FakeClock())

    assert (greeting.works, greeting.trouble) == (False, Trouble.ANOTHER)


async def test_an_address_of_a_socket_that_leads_nowhere_is_a_trouble(
    workspace: FakeWorkspace,
) -> None:
    workspace.pages["apps.connections.open"] = (200, '{"ok": true, "url": "wss://[hushed"}')

    greeting = await greeted(OF_APP, workspace.api_url, FakeClock())

    assert greeting.opened.works
    assert greeting.trouble is not None


async def test_whoever_never_answers_is_not_waited_for_long(
    workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "PATIENCE", 0.2)
    workspace.silent.add("auth.test")
    workspace.greeting = None

    async with asyncio.timeout(20):
        heard = await authorized(OF_BOT, workspace.api_url, FakeClock())
        greeting = await greeted(OF_APP, workspace.api_url, FakeClock())

    assert heard.trouble is Trouble.SLOW
    assert greeting.trouble is Trouble.SLOW


def test_all_that_is_asked_one_after_the_other_takes_ten_seconds_at_most() -> None:
    in_a_row = 2  # a call and a greeting, or two calls

    assert in_a_row * checks.PATIENCE <= 10
