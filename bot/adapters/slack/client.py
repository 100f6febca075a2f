"""Every request that leaves for Slack: its Web API, response addresses, file uploads.

One session of connections for all of them. Nothing is repeated here: what was lost may have
been accepted, so the outbox decides (F18). No redirect is followed, and response addresses
lead to Slack alone (F78).
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.refusals import POSTING, refusal
from bot.errors import DeliveryError, Refusal
from bot.ports.clock import Clock

SLACKS_OWN = "https://slack.com/api/"
RESPONSE_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
UPLOAD_HOSTS = frozenset({"files.slack.com", "files.slack-gov.com"})

FAST, LONG = 2.0, 10.0
"""Seconds after which a request is given up, by the way that it goes. Together with the wait
for a connection that is shorter than the lease under which its message is held."""

MOST_CONNECTIONS = 200
"""A thousand answers, of which each is a fifth of a second under way, leave within a second."""

FREE, CONNECTED = 1.0, 1.5
"""Seconds for which a request waits for one of these, and for it to stand. What has not left
by then was never accepted, so it may be sent again, and nobody has to look for it (F20)."""


class Redirected(aiohttp.ClientError):
    """Somebody wants our request, and our token, to go elsewhere."""


NEVER_DONE = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, Redirected)
"""What says that Slack did not accept a request: it never left, or was sent elsewhere."""

FORMS = frozenset(
    {
        *("conversations.history", "files.delete", "files.getUploadURLExternal"),
        *("usergroups.users.list", "users.info"),
    }
)
"""Methods that take no JSON."""


@dataclass(frozen=True, slots=True)
class Slack:
    """The one way to talk to Slack.

    Attributes:
        web: the platform's own client, for those who need one.
        session: its connections.
        clock: when an answer came.
        api_url: where its Web API is, with a slash at the end.
        free: connections that nobody uses.
    """

    web: AsyncWebClient
    session: aiohttp.ClientSession
    clock: Clock
    api_url: str
    free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_CONNECTIONS))

    async def call(
        self, method: str, arguments: Mapping[str, Any], within: float = LONG
    ) -> Mapping[str, Any]:
        """Call a method of the Web API; its answer.

        Raises:
            DeliveryError: Slack refused, or nobody knows whether it did it.
        """
        try:
            async with self._connection(within):
                sent: dict[str, Any] = {"data" if method in FORMS else "json": dict(arguments)}
                answer = await self.web.api_call(method, **sent)
        except SlackApiError as problem:
            raise self._refused(problem, alone=method != POSTING) from None
        told = answer.data
        return told if isinstance(told, Mapping) else {}

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        """Post to a response address.

        Raises:
            DeliveryError: ``EXPIRED`` if it is used up, too old, or none of Slack's.
        """
        if not self.is_slacks(response_url, RESPONSE_HOSTS):
            raise DeliveryError("the response address is none of Slack's", Refusal.EXPIRED)
        status, headers, told = await self._post(response_url, FAST, json=dict(body))
        if status != 200 or told.strip() not in ("ok", '{"ok":true}'):
            raise self._closed(status, headers.get("Retry-After"))

    async def upload(self, address: str, content: bytes) -> None:
        """Bring the content of a file to where Slack wants it.

        Raises:
            DeliveryError: it did not arrive.
        """
        if not self.is_slacks(address, UPLOAD_HOSTS):
            raise DeliveryError("the upload address is none of Slack's", Refusal.OURS)
        status, headers, _ = await self._post(address, LONG, data=content)
        if status != 200:
            raise refusal("", status, headers.get("Retry-After"), self.clock.now(), alone=True)

    def is_slacks(self, address: str, hosts: frozenset[str]) -> bool:
        """Whether an address leads to one of these hosts over TLS, or to where the API is."""
        try:
            there, api = urlsplit(address), urlsplit(self.api_url)
            port = there.port
        except ValueError:
            return False
        if there.username is not None or there.password is not None:
            return False
        if self.api_url != SLACKS_OWN and (there.scheme, there.netloc) == (
            api.scheme,
            api.netloc,
        ):
            return True
        return there.scheme == "https" and there.hostname in hosts and port in (None, 443)

    async def _post(
        self, address: str, within: float, **content: Any
    ) -> tuple[int, Mapping[str, str], str]:
        async with (
            self._connection(within),
            self.session.post(
                address, allow_redirects=False, proxy=self.web.proxy, **content
            ) as answer,
        ):
            return answer.status, answer.headers, await answer.text(errors="replace")

    @asynccontextmanager
    async def _connection(self, within: float) -> AsyncIterator[None]:
        """A connection of one's own, and so many seconds to use it.

        Raises:
            DeliveryError: all are in use; or the request that used it never left, or nobody
                knows whether it arrived.
        """
        try:
            async with asyncio.timeout(FREE):
                await self.free.acquire()
        except TimeoutError:
            raise DeliveryError("every connection is in use") from None
        try:
            async with asyncio.timeout(within):
                yield
        except NEVER_DONE as problem:
            raise DeliveryError(type(problem).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError, JSONDecodeError) as problem:
            raise DeliveryError(type(problem).__name__, Refusal.LOST) from None
        finally:
            self.free.release()

    def _closed(self, status: int, retry_after: str | None) -> DeliveryError:
        if status in (429, *range(500, 600)):
            return refusal("", status, retry_after, self.clock.now())
        return DeliveryError("the response address is closed", Refusal.EXPIRED)

    def _refused(self, problem: SlackApiError, *, alone: bool) -> DeliveryError:
        answer: Any = problem.response
        told = getattr(answer, "data", None)
        code = told.get("error") if isinstance(told, Mapping) else None
        status = int(getattr(answer, "status_code", 0) or getattr(answer, "status", 0))
        retry_after = answer.headers.get("Retry-After") if answer is not None else None
        return refusal(str(code or ""), status, retry_after, self.clock.now(), alone=alone)


async def _refuse_redirect(*_: object) -> None:
    raise Redirected


@asynccontextmanager
async def connected(token: str, api_url: str, clock: Clock) -> AsyncIterator[Slack]:
    """Slack, for as long as the inside lasts.

    Args:
        token: of the bot.
        api_url: where the Web API is, with a slash at the end.
        clock: when an answer came.
    """
    connector = aiohttp.TCPConnector(limit=MOST_CONNECTIONS)
    timeout = aiohttp.ClientTimeout(total=LONG, connect=CONNECTED)
    no_redirects = aiohttp.TraceConfig()
    no_redirects.on_request_redirect.append(_refuse_redirect)
    async with aiohttp.ClientSession(
        connector=connector, timeout=timeout, trace_configs=[no_redirects]
    ) as session:
        web = AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])
        yield Slack(web, session, clock, api_url)
