"""What is due to people by their own calendars, and the rounds that serve it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.engine.weekly.values import Agenda
from bot.ports.inbound import Address
from bot.ports.outbox import Kind, Reason

PUT_OFF_BY = timedelta(days=1)
"""An agenda that cannot be read or served is tried again after this: a newer program may be
back then."""

OWN_DOING = frozenset({Reason.STOPPED, Reason.PAUSED, Reason.SNOOZED})
"""Why its own person had a message of their week not sent."""


@dataclass(frozen=True, slots=True)
class Order:
    """One message to be written, or to be noted as passed over.

    Attributes:
        kind: of which a person gets one in a period.
        period: the period's name, as ``schedule.period_key`` writes it.
        useful_until: after this nobody wants it any more; aware, UTC.
        skipped: why it is not sent at all; None if it is.
    """

    kind: Kind
    period: str
    useful_until: datetime
    skipped: Reason | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """What becomes of an agenda whose moment has come.

    Attributes:
        agenda: as it is from now on; what is due next lies in the future, or nothing is.
        orders: what is to be written in the same transaction, oldest first.
    """

    agenda: Agenda
    orders: Sequence[Order] = ()


Serve = Callable[[Agenda, int, datetime], Served]
"""A pure function of an agenda that is due, whose person it is, and now."""


class Told(Protocol):
    """What became of messages that rounds wrote."""

    async def nudged_at(self, account: Address, period: str) -> datetime | None:
        """When a period's nudge was sent to an account's owner; None if it was not (yet).

        One of which nobody can tell counts as sent when that was noted, and one that its person
        did not want as if they had seen it then.

        Raises:
            StoreError: it cannot be found out at the moment.
        """
        ...


class Nudges(Protocol):
    """The agendas of everybody who takes weekly steps."""

    async def serve_due(self, most: int, serve: Serve) -> int:
        """Serve agendas whose moment has come, the longest due first, in one transaction.

        What they come to and what is written for it are committed together, so that nothing is
        written twice and nothing is lost, whoever else serves the same database (F28). One
        that cannot be read is put off by a day and logged, and holds up no other (F25).

        Returns:
            How many agendas were served or put off.

        Raises:
            StoreError: nothing of this round is stored.
        """
        ...

    async def next_served(self) -> datetime | None:
        """When the next agenda is due; None if none ever will."""
        ...
