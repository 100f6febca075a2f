"""Sees a season: what people want by their own words, and what is written and sent to them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.catalog import Catalog
from bot.engine.state import Conversation
from bot.engine.weekly import weeks
from bot.ports.inbound import Address, Inbound
from bot.ports.outbox import BY_CALENDAR, Kind, Message
from bot.rehearsal.books import Books, Written
from bot.rehearsal.oracle import Oracle
from bot.rehearsal.platforms import Mailbox
from bot.rehearsal.promises import Events, Witness
from bot.rehearsal.seasons.calendar import FOR_GOOD, Wish, is_quiet
from bot.rehearsal.seasons.ledger import ASKED_AFTER, PAUSED_AFTER, Row, Stay
from bot.rehearsal.world import World

JUST_NOW = timedelta(minutes=5)
"""So long a word and a round may have passed each other."""


@dataclass(slots=True)
class Stays:
    """Everybody's time with us.

    Attributes:
        here: of those who are known now, by account.
        over: of those who were forgotten.
    """

    here: dict[Address, Stay] = field(default_factory=dict)
    over: list[Stay] = field(default_factory=list)

    def of(self, account: Address) -> Stay:
        """Theirs; it begins now if it did not before."""
        return self.here.setdefault(account, Stay(account))

    def __iter__(self) -> Iterator[Stay]:
        yield from self.over
        yield from self.here.values()


class SeasonWitness(Witness):
    """A witness who also keeps a ledger of nudges.

    Attributes:
        stays: the ledger.
        sent_at: when messages that nobody asked for arrived, to the minute.
        arrived_at: when each of them arrived first, by its key.
    """

    def __init__(self, world: World, catalog: Catalog, books: Books, events: Events) -> None:
        super().__init__(world, catalog, books, events)
        self.stays = Stays()
        self.sent_at: Counter[datetime] = Counter()
        self.arrived_at: dict[str, datetime] = {}
        self._spoke: dict[Address, datetime] = {}

    def moved_on(self, inbound: Inbound, oracle: Oracle) -> None:
        """See ``Witness.moved_on``: what they want is known from now on."""
        stay = self.stays.of(inbound.sender)
        stay.unheard.clear()
        self._spoke[inbound.sender] = self._world.clock.true_time()
        if oracle.is_forgotten:
            stay.forgotten(inbound.event.at)
            self.stays.over.append(self.stays.here.pop(inbound.sender))
            return
        wish = wish_of(self._catalog, oracle.here)
        if wish is not None:
            stay.wish(wish, inbound.event.at)

    def wrote(self, written: Written) -> None:
        """See ``Witness.wrote``: one of a period more."""
        kind = Kind(written.kind)
        if written.period is None or kind not in BY_CALENDAR:
            return
        stay = self.stays.of(written.account)
        row = Row(written.key, kind, written.period)
        self._look_at_silence(stay, row)
        self._look_at_wish(stay, kind)
        stay.rows.setdefault(written.period, []).append(row)
        stay.unheard.append(row)
        if kind is Kind.PAUSED and stay.wishes:
            at = self._world.clock.true_time()
            stay.wish(left_in_peace(stay.wishes[-1][1]), at)

    def accepted(self, mailbox: Mailbox, message: Message, *, excused: bool) -> None:
        """See ``Ear.accepted``: nothing comes by itself in quiet hours."""
        super().accepted(mailbox, message, excused=excused)
        if message.kind not in BY_CALENDAR:
            return
        now = self._world.clock.true_time()
        self.sent_at[now.replace(second=0, microsecond=0)] += 1
        self.arrived_at.setdefault(message.key, now)
        stay = self.stays.here.get(mailbox.account)
        if stay is not None and not excused:
            self._look_at_the_hour(stay, mailbox, message, now)
            self._look_at_wish(stay, message.kind)

    def _look_at_the_hour(
        self, stay: Stay, mailbox: Mailbox, message: Message, now: datetime
    ) -> None:
        if not stay.wishes or self._world.clock.is_moved:
            return
        _, wish = stay.wishes[-1]
        hour = now.astimezone(ZoneInfo(wish.zone)).time()
        if wish.quiet is None or self._spoke_just_now(mailbox.account):
            return
        if is_quiet(hour, *wish.quiet):
            told = f"{mailbox.person} gets a {message.kind} at {hour}, when it is quiet there"
            self._world.broken("F43", told)

    def _look_at_wish(self, stay: Stay, kind: Kind) -> None:
        """Nothing is written or sent to whoever has stopped, or pauses."""
        if not stay.wishes or self._spoke_just_now(stay.account) or self._world.clock.is_moved:
            return
        _, wish = stay.wishes[-1]
        until, now = wish.paused_until, self._world.clock.true_time()
        rests = wish.stopped or (until is not None and until > now)
        if rests and kind is not Kind.PAUSED:
            told = "has stopped" if wish.stopped else f"pauses until {until}"
            self._world.broken("I3", f"{stay.account.user} {told}, and is to get a {kind}")

    def _look_at_silence(self, stay: Stay, row: Row) -> None:
        """Whoever is asked, or left in peace, was silent for long enough; and nobody else."""
        if self._spoke_just_now(stay.account) or self._world.fates.injected:
            return
        silent = stay.silent_weeks
        asked, told_so = (
            any(one.kind is kind for one in stay.unheard)
            for kind in (Kind.CADENCE, Kind.PAUSED)
        )
        is_wrong = {
            Kind.NUDGE: silent >= PAUSED_AFTER or (silent >= ASKED_AFTER and not asked),
            Kind.CADENCE: silent < ASKED_AFTER or asked,
            Kind.PAUSED: silent < PAUSED_AFTER or told_so,
            Kind.REMINDER: False,
        }[row.kind]
        if is_wrong:
            told = f"{stay.account.user} got a {row.kind} after {silent} weeks"
            self._world.broken("I3", told)

    def _spoke_just_now(self, account: Address) -> bool:
        spoke = self._spoke.get(account)
        return spoke is not None and self._world.clock.true_time() - spoke < JUST_NOW


def wish_of(catalog: Catalog, here: Conversation) -> Wish | None:
    """What somebody wants, in the words of the calendar; None without weekly steps."""
    if here.weekly is None:
        return None
    schedule = here.weekly.agenda.schedule
    quiet = schedule.quiet
    has_ended = weeks.today(catalog, here.weekly).ended
    return Wish(
        day=schedule.day,
        hour=schedule.hour,
        zone=schedule.zone,
        since=schedule.since,
        rhythm=schedule.rhythm,
        quiet=(quiet.start, quiet.end) if quiet else None,
        paused_until=schedule.paused_until,
        stopped=schedule.stopped or has_ended,
    )


def left_in_peace(wish: Wish) -> Wish:
    """After a long silence nothing comes until they do."""
    return replace(wish, paused_until=FOR_GOOD)
