"""What Discord's refusals mean for what is to be sent (F22, F23, F24, F30, F34).

Source: Discord's page of opcodes and status codes. A code that does not stand here counts as
our bug, and is told to the operator.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import discord

from bot.errors import DeliveryError, Refusal
from bot.ports.clock import Clock

log = logging.getLogger(__name__)

TOO_MANY, UNAUTHORIZED, SERVER_ERRORS = 429, 401, 500
NEVER_ACCEPTED = frozenset({503})
"""Statuses of an overloaded server that did nothing."""

NO_ANSWER = (AttributeError, KeyError, TypeError, ValueError)
"""What the library makes of an answer that is none of Discord's (F24)."""

DONE_BEFORE = 40060
"""An interaction has its answer already: ours, whose confirmation was lost."""

UNKNOWN_INTERACTION = 10062
MISSING_PERMISSIONS, MISSING_ACCESS = 50013, 50001
UNKNOWN_GUILD, UNKNOWN_MEMBER = 10004, 10007

_SORTED: Mapping[Refusal, tuple[int, ...]] = {
    Refusal.EXPIRED: (
        10003,  # unknown channel
        10008,  # unknown message
        10015,  # unknown webhook
        UNKNOWN_INTERACTION,
        DONE_BEFORE,
        50005,  # a message of somebody else
        50027,  # an interaction's token, after 15 minutes
    ),
    Refusal.UNREACHABLE: (
        10013,  # unknown user
        MISSING_ACCESS,
        50007,  # closed direct messages, or we are blocked
        MISSING_PERMISSIONS,
        50278,  # no guild in common
    ),
    Refusal.LIMITED: (
        20016,  # slow mode
        20028,  # too many writes to this channel
        20029,  # too many writes everywhere
        31002,  # everywhere
        40003,  # direct messages opened too fast
        110000,  # the application is held back
    ),
    Refusal.BUSY: (130000,),  # overloaded
}
CODES: Mapping[int, Refusal] = {
    code: refusal for refusal, codes in _SORTED.items() for code in codes
}
"""What each of Discord's numbers means."""

REST = timedelta(minutes=10)
"""After direct messages were opened too fast: going on would close us out (F31)."""


@asynccontextmanager
async def judged(clock: Clock, within: float) -> AsyncIterator[None]:
    """So many seconds for requests to Discord; whatever goes wrong is sorted.

    Raises:
        DeliveryError: Discord refused, or nobody knows whether it did it.
    """
    try:
        async with asyncio.timeout(within):
            yield
    except discord.InteractionResponded:
        raise DeliveryError("it has an answer", Refusal.EXPIRED) from None
    except discord.RateLimited as problem:
        raise _limited(clock, problem.retry_after) from None
    except discord.HTTPException as problem:
        raise refusal(problem, clock) from None
    except aiohttp.ClientConnectorError as problem:
        raise DeliveryError(type(problem).__name__) from None
    except (aiohttp.ClientError, TimeoutError, OSError, *NO_ANSWER) as problem:
        raise DeliveryError(type(problem).__name__, Refusal.LOST) from None


def refusal(problem: discord.HTTPException, clock: Clock) -> DeliveryError:
    """What an answer that is no yes comes to."""
    told = f"{problem.code} ({problem.status})"
    if problem.status == TOO_MANY:
        return _limited(clock, 0.0)
    if problem.status >= SERVER_ERRORS:
        is_free = problem.status in NEVER_ACCEPTED
        return DeliveryError(told, Refusal.BUSY if is_free else Refusal.LOST)
    if problem.status == UNAUTHORIZED and problem.code not in CODES:
        return DeliveryError(told)  # the gateway tells it, too, and ends the program
    kind = CODES.get(problem.code, Refusal.OURS)
    if kind is Refusal.LIMITED:
        return DeliveryError(told, kind, clock.now() + REST, everywhere=True)
    return DeliveryError(told, kind)


def told_to_operator(problem: DeliveryError) -> None:
    """Tell what somebody has to mend, of a request that no message waits for."""
    if problem.refusal in (Refusal.OURS, Refusal.REVOKED):
        log.error("Discord refused: %s", problem)


def _limited(clock: Clock, seconds: float) -> DeliveryError:
    at = clock.now() + timedelta(seconds=seconds) if seconds else None
    return DeliveryError("too many requests", Refusal.LIMITED, at, everywhere=True)
