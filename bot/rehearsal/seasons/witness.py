"""Sees a season: what people want by their own words, and what is written and sent to them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine.events import Event
from bot.engine.state import Conversation
from bot.engine.weekly import weeks
from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address, Inbound
from bot.ports.outbox import BY_CALENDAR, Kind, Message
from bot.rehearsal.books import Books, Written
from bot.rehearsal.oracle import Oracle
from bot.rehearsal.platforms import Mailbox
from bot.rehearsal.promises import Events, Witness
from bot.rehearsal.seasons import wishes
from bot.rehearsal.seasons.calendar import FOR_GOOD, Wish, is_quiet, number_of, week_of
from bot.rehearsal.seasons.ledger import ASKED_AFTER, PAUSED_AFTER
from bot.rehearsal.seasons.stays import JUST_NOW, PutOff, Row, Stay
from bot.rehearsal.seasons.troubles import Cause, Trouble, Troubles
from bot.rehearsal.world import World


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
        troubles: what may have held up messages.
        sent_at: when messages that nobody asked for arrived, to the minute.
        arrived_at: when each of them arrived first, by its key.
        not_looked_up: keys of messages of which a platform did not say whether it has them.
    """

    def __init__(self, world: World, catalog: Catalog, books: Books, events: Events) -> None:
        super().__init__(world, catalog, books, events)
        self.stays = Stays()
        self.troubles = Troubles()
        self.sent_at: Counter[datetime] = Counter()
        self.arrived_at: dict[str, datetime] = {}
        self.not_looked_up: set[str] = set()
        self._moved_at: datetime | None = None

    def moved_on(self, inbound: Inbound, before: Conversation, oracle: Oracle) -> None:
        """See ``Witness.moved_on``: what they want is known from now on."""
        stay = self.stays.of(inbound.sender)
        stay.unheard.clear()
        stay.heard = self._now()
        if oracle.is_forgotten:
            stay.forgotten(inbound.event.at)
            self.stays.over.append(self.stays.here.pop(inbound.sender))
        elif oracle.here.weekly is not None:
            self._take_in(stay, inbound.event, before, oracle.here)

    def _take_in(
        self, stay: Stay, event: Event, before: Conversation, after: Conversation
    ) -> None:
        """Somebody with weekly steps did something."""
        if stay.asked is None:
            stay.asked = replace(wishes.AT_FIRST, zone=after.zone or wishes.AT_FIRST.zone)
        one = wishes.said(self._catalog, before, after, event)
        if one is not None:
            until = wishes.put_off(stay.asked, one, event.at)
            if until is not None:
                stay.put_off.append(PutOff(event.at, until))
            stay.asked = wishes.changed(stay.asked, one, self._moment(stay, event.at, after))
        has_ended = weeks.today(self._catalog, weeks.of(after)).ended
        wish = replace(stay.asked, stopped=stay.asked.stopped or has_ended)
        stay.want(wish, event.at, self._now(), is_late=stay.waits(event.at))

    def _moment(self, stay: Stay, at: datetime, after: Conversation) -> wishes.Moment:
        """What had come by the time when the program heard it.

        A week that is late has begun and not come yet; whether the next are counted from it or
        from the one before, their card tells.
        """
        written = [number_of(period) for period in stay.rows if stay.nudges(period)]
        came = [row.at for period in stay.rows for row in stay.nudges(period)]
        stay.calendar.pass_until(at)
        begun = stay.calendar.begun_by(self._now())
        weeks_ago = {*written[-1:], *([] if begun is None else [begun])}
        told = week_of(weeks.of(after).agenda.schedule.since)
        latest = told if told in weeks_ago else max(weeks_ago, default=None)
        return wishes.Moment(at, max(came, default=None), latest)

    def wrote(self, written: Written) -> None:
        """See ``Witness.wrote``: one of a period more."""
        kind = Kind(written.kind)
        if written.period is None or kind not in BY_CALENDAR:
            return
        stay = self.stays.of(written.account)
        row = Row(written.key, kind, written.period, self._now(), stay.heard)
        self._look_at_silence(stay, row)
        self._look_at_wish(stay, kind)
        stay.rows.setdefault(written.period, []).append(row)
        stay.unheard.append(row)
        if kind is Kind.PAUSED and stay.asked is not None:
            stay.asked = left_in_peace(stay.asked)
            stay.want(stay.asked, row.at, row.at)

    def doubted(self, messages: Iterable[Message]) -> None:
        """See ``Ear.doubted``."""
        messages = tuple(messages)
        super().doubted(messages)
        for message in messages:
            self._delayed(message.to)

    def refused(self, mailbox: Mailbox, problem: DeliveryError) -> None:
        """See ``Ear.refused``: others of a community wait, too."""
        account = mailbox.account
        self._delayed(account)
        if problem.refusal is Refusal.UNREACHABLE:
            self.troubles.closed.setdefault(account, []).append(self._now())
        if problem.refusal is Refusal.LIMITED:
            workspace = "" if problem.everywhere else account.workspace
            whom = account.platform, workspace, ""
            self.troubles.note(Trouble(Cause.COMMUNITY, self._now(), self._now(), whom))

    def could_not_look(self, message: Message) -> None:
        """See ``Ear.could_not_look``."""
        self._delayed(message.to)
        if message.kind in BY_CALENDAR:
            self.not_looked_up.add(message.key)

    def shaken(self) -> None:
        """See ``Witness.shaken``: what is being sent may come later, or by a wrong clock."""
        super().shaken()
        for _, account in self._books.sending():
            self._delayed(account)
        if self._world.clock.is_moved:
            self._moved_at = self._moved_at or self._now()
        elif self._moved_at is not None:
            self.troubles.note(Trouble(Cause.MOVED, self._moved_at, self._now()))
            self._moved_at = None

    def accepted(self, mailbox: Mailbox, message: Message, *, excused: bool) -> None:
        """See ``Ear.accepted``: nothing comes by itself in quiet hours."""
        super().accepted(mailbox, message, excused=excused)
        if message.kind not in BY_CALENDAR:
            return
        now = self._now()
        self.sent_at[now.replace(second=0, microsecond=0)] += 1
        self.arrived_at.setdefault(message.key, now)
        stay = self.stays.here.get(mailbox.account)
        if stay is not None and not excused:
            self._look_at_the_hour(stay, mailbox, message, now)
            self._look_at_wish(stay, message.kind)

    def _delayed(self, account: Address) -> None:
        whom = account.platform, account.workspace, account.user
        self.troubles.note(Trouble(Cause.MESSAGE, self._now(), self._now(), whom))

    def _now(self) -> datetime:
        return self._world.clock.true_time()

    def _look_at_the_hour(
        self, stay: Stay, mailbox: Mailbox, message: Message, now: datetime
    ) -> None:
        wish = stay.wish
        if wish is None or wish.quiet is None or self._may_not_know(stay):
            return
        hour = now.astimezone(wish.wall).time()
        if is_quiet(hour, *wish.quiet):
            told = f"{mailbox.person} gets a {message.kind} at {hour}, when it is quiet there"
            self._world.broken("F43", told)

    def _look_at_wish(self, stay: Stay, kind: Kind) -> None:
        """Nothing is written or sent to whoever has stopped, or pauses."""
        wish = stay.wish
        if wish is None or self._may_not_know(stay):
            return
        until = wish.paused_until
        rests = wish.stopped or (until is not None and until > self._now())
        if rests and kind is not Kind.PAUSED:
            told = "has stopped" if wish.stopped else f"pauses until {until}"
            self._world.broken("I3", f"{stay.account.user} {told}, and is to get a {kind}")

    def _look_at_silence(self, stay: Stay, row: Row) -> None:
        """Whoever is asked, or left in peace, was silent for long enough; and nobody else.

        What nobody got asked nothing; and what is still on its way may yet come to nothing.
        """
        if stay.wish is None or self._spoke_just_now(stay):
            return
        counted = [one for one in stay.unheard if not self._books.is_dead(one.key)]
        came = [one for one in counted if one.key in self.arrived_at]
        most, least = (stay.wish.rhythm * asking(rows) for rows in (counted, came))
        asked, told_so = (
            any(one.kind is kind for one in counted) for kind in (Kind.CADENCE, Kind.PAUSED)
        )
        is_wrong = {
            Kind.NUDGE: least >= PAUSED_AFTER or (least >= ASKED_AFTER and not asked),
            Kind.CADENCE: most < ASKED_AFTER or asked,
            Kind.PAUSED: most < PAUSED_AFTER or told_so,
            Kind.REMINDER: False,
        }[row.kind]
        if is_wrong and not self._books.is_dead(row.key):
            told = f"{stay.account.user} got a {row.kind} after {most} weeks"
            self._world.broken("I3", told)

    def _may_not_know(self, stay: Stay) -> bool:
        """Whether this may have been decided before they spoke, or by a wrong clock."""
        return self._spoke_just_now(stay) or self._clock_was_wrong()

    def _clock_was_wrong(self) -> bool:
        now = self._now()
        return self._world.clock.is_moved or self.troubles.was_moved(now - JUST_NOW, now)

    def _spoke_just_now(self, stay: Stay) -> bool:
        return stay.heard is not None and self._now() - stay.heard < JUST_NOW


def asking(rows: Iterable[Row]) -> int:
    """How many of these ask how a week went."""
    return sum(row.kind is not Kind.REMINDER for row in rows)


def left_in_peace(wish: Wish) -> Wish:
    """After a long silence nothing comes until they do."""
    return replace(wish, paused_until=FOR_GOOD)
