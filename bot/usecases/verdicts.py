"""What a refused or doubtful message comes to: pure rules over values.

Source: FAILURES F20 to F25, in the words of ``docs/delivery.md``.
"""

from datetime import datetime, timedelta

from bot.errors import DeliveryError, Refusal
from bot.ports.news import Held, News, Revoked, Unreachable
from bot.ports.outbox import (
    REPEATABLE,
    Dead,
    Doubted,
    Later,
    Message,
    Outcome,
    Reason,
    Sent,
    Sought,
)
from bot.usecases.wanting import Waits, Withheld

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=15)
UNTOLD_LIMIT = timedelta(minutes=1)
"""How long a community rests when the platform limits us and does not say how long."""

MOST_FAULTS = 3
"""A message that we cannot even form is given up after so many attempts."""

LOOK_AFTER = timedelta(seconds=45)
"""Longer than any request lives: what is not there by then will hardly come (F20)."""

ENOUGH_LOOKS = 2
"""So often it is looked for before it is sent once more."""

MOST_LOOKS = 6
"""After so many looks in vain, what became of it stays unknown."""


def verdict(
    message: Message, problem: DeliveryError, now: datetime
) -> tuple[Outcome, tuple[News, ...]]:
    """What comes of a message that was not, or perhaps not, accepted.

    Returns:
        How its attempt ends, and what is to be noted about its community or account.
    """
    outcome = _outcome(message, problem, now)
    if isinstance(outcome, Later) and outcome.at >= message.useful_until:
        outcome = Dead(message, Reason.TOO_LATE)
    return outcome, _news(message, problem, now)


def unsaid(message: Message, why: Withheld | Waits) -> Outcome:
    """What comes of a message that there is no card for, or not yet."""
    match why:
        case Withheld(reason=reason):
            return Dead(message, reason)
        case Waits(until=until):
            return Later(message, until)


def found_out(
    message: Message, now: datetime, *, arrived: bool, in_time: bool = True
) -> Outcome:
    """What comes of a lost message that was looked for.

    One look is not enough: the request may still be on its way (F20). Nor does a look count
    that came before its time, because the clock jumped (F42).
    """
    if arrived:
        return Sent(message)
    if not in_time:
        return Sought(message, now + LOOK_AFTER, message.looks)
    looks = message.looks + 1
    if looks >= MOST_LOOKS:
        return Doubted(message)
    if looks % ENOUGH_LOOKS:
        return Sought(message, now + LOOK_AFTER, looks)
    if now >= message.useful_until:
        return Dead(message, Reason.TOO_LATE)
    return Later(message, now + pause(message), Reason.LOST)


def not_told(message: Message, problem: DeliveryError, now: datetime) -> Outcome:
    """What comes of a lost message for which one may not, or not now, look (F21)."""
    at = problem.retry_at or now + LOOK_AFTER
    passing = problem.refusal in (Refusal.BUSY, Refusal.LIMITED)
    if passing and at < message.useful_until:
        return Sought(message, at, message.looks)
    return Doubted(message)


def rests_until(problem: DeliveryError, now: datetime) -> datetime:
    """Until when nothing more is asked of a platform that limits us."""
    return problem.retry_at or now + UNTOLD_LIMIT


def pause(message: Message) -> timedelta:
    """How long to wait after this message's next refusal: doubling, and a little apart.

    The spread of up to a quarter comes from the message's key, so that what failed together
    is not tried together, and a rehearsal repeats itself.
    """
    doubled = timedelta(seconds=FIRST_PAUSE.total_seconds() * 2.0 ** min(message.attempts, 20))
    spread = sum(message.key.encode()) % 100 / 400
    return min(doubled, LONGEST_PAUSE) * (1 + spread)


def _outcome(message: Message, problem: DeliveryError, now: datetime) -> Outcome:
    reason = Reason(problem.refusal)
    match problem.refusal:
        case Refusal.EXPIRED if message.attempts == 0:  # the long way is open
            return Later(message, now, reason)
        case Refusal.BUSY | Refusal.EXPIRED:
            return Later(message, problem.retry_at or now + pause(message), reason)
        case Refusal.LIMITED:
            return Later(message, rests_until(problem, now), reason)
        case Refusal.LOST if message.kind in REPEATABLE:
            return Doubted(message)
        case Refusal.LOST:
            return Sought(message, now + LOOK_AFTER, message.looks)
        case Refusal.OURS if message.attempts + 1 < MOST_FAULTS:
            return Later(message, now + pause(message), reason)
        case Refusal.OURS | Refusal.UNREACHABLE | Refusal.REVOKED:
            return Dead(message, reason)


def _news(message: Message, problem: DeliveryError, now: datetime) -> tuple[News, ...]:
    to = message.to
    match problem.refusal:
        case Refusal.LIMITED if not problem.alone:
            workspace = "" if problem.everywhere else to.workspace
            return (Held(to.platform, workspace, rests_until(problem, now)),)
        case Refusal.UNREACHABLE:
            return (Unreachable(to),)
        case Refusal.REVOKED:
            return (Revoked(to.platform, to.workspace),)
        case _:
            return ()
