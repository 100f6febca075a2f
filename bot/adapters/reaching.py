"""Why a platform gave no answer, and what time it has, as facts for an operator.

What an exception says is never handed on, for it may hold an address with a ticket or a token
(I8).
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

import aiohttp


class Trouble(StrEnum):
    """Why there was no answer of the platform's."""

    SLOW = "slow"
    NAME = "name"
    REFUSED = "refused"
    TLS = "tls"
    PROXY = "proxy"
    BROKEN = "broken"
    ANOTHER = "another"
    """Somebody answers who is not the platform."""

    FAILED = "failed"


def trouble(problem: Exception) -> Trouble:
    """What kind of trouble an exception tells of."""
    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Trouble], ...] = (
        (TimeoutError, Trouble.SLOW),
        ((aiohttp.ClientHttpProxyError, aiohttp.ClientProxyConnectionError), Trouble.PROXY),
        (aiohttp.ClientSSLError, Trouble.TLS),
        (aiohttp.ClientConnectorDNSError, Trouble.NAME),
        (aiohttp.ClientConnectorError, Trouble.REFUSED),
        ((aiohttp.WSServerHandshakeError, aiohttp.InvalidURL), Trouble.ANOTHER),
    )
    return next((told for kind, told in kinds if isinstance(problem, kind)), Trouble.BROKEN)


def ahead_of(date: str | None, now: datetime) -> timedelta | None:
    """How far ``now`` is ahead of a Date header, which knows whole seconds only."""
    try:
        then = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    return now - (then if then.tzinfo else then.replace(tzinfo=UTC))
