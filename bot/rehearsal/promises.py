"""Holds the promises against the file and the platforms, after every step.

The witness reads the file with plain SQL and works out with ``advance`` alone what it must
hold. After a commit it looks at the accounts that were touched; after a death, and at the
end, at everything.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count

from bot.cards import Place
from bot.catalog import Catalog
from bot.engine import speech
from bot.engine.moves import at_home
from bot.engine.state import Conversation
from bot.engine.weekly import weeks
from bot.errors import DeliveryError
from bot.ports.inbound import Address, EventKey, Inbound
from bot.ports.outbox import NO_ROW, Kind, Message
from bot.rehearsal.books import COUNTED, Books, Written
from bot.rehearsal.doubts import Doubts
from bot.rehearsal.oracle import Oracle, of_turns
from bot.rehearsal.paces import Moment, Paces
from bot.rehearsal.passing import may_be_passed
from bot.rehearsal.people import name_of
from bot.rehearsal.platforms import Mailbox
from bot.rehearsal.world import World

Events = Mapping[str, Mapping[EventKey, Inbound]]
"""Every event that happened, by platform and key."""

LATEST = 1_000
"""Among so many messages a doubt that has just been settled is to be found."""


class Witness:
    """Sees everything in an episode.

    Args:
        world: where.
        catalog: for ``advance``.
        books: what the file holds.
        events: every event that happened.

    Attributes:
        doubts: what explains that nobody knows of a message.
        paces: whether communities are left alone.
    """

    def __init__(self, world: World, catalog: Catalog, books: Books, events: Events) -> None:
        self.doubts = Doubts(world)
        self.paces = Paces(world)
        self._world = world
        self._catalog = catalog
        self._books = books
        self._events = events
        self._tokens = count()
        self._asked: dict[int, tuple[EventKey, Address, Moment]] = {}
        self._loaded: dict[int, Conversation] = {}
        self._forgotten: set[Address] = set()
        self._heard: set[tuple[str, EventKey]] = set()
        self._oracles: dict[Address, Oracle] = {}
        self._rows: dict[str, int] = {}
        self._last_row = 0
        self._standing_cards = 0
        self._accepted: Counter[str] = Counter()
        self._last_accepted: dict[Address, int] = {}

    def asked(self, key: EventKey, sender: Address) -> int:
        """A turn is in the writer's queue; the token is for ``told``."""
        token = next(self._tokens)
        self._asked[token] = (key, sender, self.paces.moment())
        return token

    def loaded(self, token: int, before: Conversation) -> None:
        """So the store says somebody stood when their turn was taken."""
        self._loaded[token] = before

    def told(self, token: int) -> None:
        """Whoever asked for the turn knows how it went, or is dead."""
        self._asked.pop(token, None)
        self._loaded.pop(token, None)

    def committed(self) -> None:
        """Something was committed: what is in it must be what had to be (I1, I2)."""
        touched: dict[Address, int] = {}
        late: set[Address] = set()
        for token, (key, sender, asked) in list(self._asked.items()):
            is_new = (sender.platform, key) not in self._heard
            if is_new and self._books.has_claimed(key, sender):
                said = len(self._oracles[sender].said) if sender in self._oracles else 0
                touched.setdefault(sender, said)
                self._hear(self._events[sender.platform][key], self._loaded.get(token))
                if self.paces.is_long_ago(asked):
                    late.add(sender)
        replies = self._replies()
        for account in late:
            self.doubts.of_keys(one.key for one in replies.get(account, ()))
        for account, said in touched.items():
            if account not in self._oracles:
                self._look_for_leftovers(account)
                continue
            self._compare(account)
            self._compare_said(account, said, replies.pop(account, []))
        for account in replies:
            self._world.broken("I2", f"{name_of(account)} got messages without an event")

    def acknowledged(self, inbound: Inbound) -> None:
        """The platform was told that we have it (I1)."""
        sender = inbound.sender
        is_heard = (sender.platform, inbound.key) in self._heard
        if not is_heard or not self._books.has_claimed(inbound.key, sender):
            self._world.broken("I1", f"{inbound.key} is acknowledged and not stored")

    def doubted(self, messages: Iterable[Message]) -> None:
        """See ``Ear.doubted``."""
        self.doubts.of(messages)

    def refused(self, mailbox: Mailbox, problem: DeliveryError) -> None:
        """See ``Ear.refused``."""

    def could_not_look(self, message: Message) -> None:
        """See ``Ear.could_not_look``."""

    def accepted(self, mailbox: Mailbox, message: Message, *, excused: bool) -> None:
        """See ``Ear.accepted``."""
        row = self._rows.get(message.key)
        if message.id == NO_ROW:  # the farewell to somebody whom nothing may name any more
            return
        if row is None:
            self._world.broken("B2", f"{message.key} was sent before it was committed")
            return
        self._accepted[message.key] += 1
        if self._accepted[message.key] > 1:
            self._world.broken("F18", f"{mailbox.person} sees {message.key} twice")
        last = self._last_accepted.get(mailbox.account, 0)
        if row < last and not excused and not may_be_passed(message):
            self._world.broken("F26", f"{message.key} came to {mailbox.person} out of order")
        self._last_accepted[mailbox.account] = max(row, last)

    def died(self) -> None:
        """The program is dead: whatever was being sent is in doubt."""
        self._asked.clear()
        self._loaded.clear()
        self.shaken()

    def shaken(self) -> None:
        """Something happened that no lease survives: a death, or a moved clock."""
        self.doubts.of_keys(key for key, _ in self._books.sending())

    def look_for_doubts(self) -> None:
        """What ended as unknown must have a cause, and at most one card in its place."""
        self.doubts.look(self._books.unknown(LATEST), self._standing_cards)

    def check(self) -> None:
        """Look at everything; after a death, and at the end."""
        for account in self._oracles:
            self._compare(account)
        self.look_for_doubts()
        for person, kind, period in self._books.doubled():
            self._world.broken("I3", f"person {person} has two of {kind} in period {period}")
        oracles = self._oracles.values()
        with_steps = sum(one.here.weekly is not None for one in oracles)
        wanted = (
            len(self._heard),
            *(len(oracles),) * 3,
            sum(len(one.kept) for one in oracles),
            sum(one.results for one in oracles),
            sum(len(one.said) for one in oracles),
            *(with_steps,) * 2,
        )
        for name, want, have in zip(COUNTED, wanted, self._books.counts(), strict=True):
            if want != have:
                self._world.broken("I2", f"there are {have} {name} instead of {want}")

    def check_ends(self) -> None:
        """Every message has come to its end, and says how (I4)."""
        for key, state in self._books.without_end():
            told = f"{key} is {state}: it has not ended, or does not say why"
            self._world.broken("I4", told)
        for key, state, _ in self._books.states():
            if state == "sent" and not self._accepted[key]:
                self._world.broken("I4", f"{key} counts as sent, and nobody ever saw it")

    def check_seen(self, mailboxes: Iterable[Mailbox], *, have_pressed: bool) -> None:
        """Everybody who can be reached sees the place where they stand (I7).

        Args:
            mailboxes: whose.
            have_pressed: they have pressed what they saw just now, and nothing excuses that
                they do not see where that leads. Else a card that came long after it was
                given up may stand below, and one that waited for a day is not sent (F24).
        """
        for mailbox in mailboxes:
            oracle = self._oracles.get(mailbox.account)
            if oracle is None or not self._books.is_reachable(mailbox.account):
                continue
            if not have_pressed and self._books.was_given_up(mailbox.account):
                continue
            card = mailbox.newest() if have_pressed else mailbox.newest_in_time()
            place = card.place if card else None
            stored = speech.current(self._catalog, at_home(self._catalog, oracle.here)).place
            if place != stored and not self._is_of_this_week(oracle.here, place):
                told = f"{mailbox.person} sees {place}, and {stored} is stored"
                self._world.broken("I7", told)

    def _is_of_this_week(self, here: Conversation, place: Place | None) -> bool:
        """Whether this is a week's card that came after everything that its person did."""
        week = weeks.number_of(place) if place else None
        return week is not None and here.weekly is not None and week >= here.weekly.week

    def _hear(self, inbound: Inbound, before: Conversation | None) -> None:
        """An event counts from the moment at which its key is there.

        One from before its person was forgotten changes nothing, and is not even looked at.
        """
        sender = inbound.sender
        self._heard.add((sender.platform, inbound.key))
        if before is None:
            if sender not in self._forgotten:
                self._world.broken("I1", f"{inbound.key} is stored, and was not looked at")
            return
        oracle = self._oracles.get(sender)
        if oracle is None:
            oracle = self._oracles[sender] = Oracle(Conversation(id=before.id))
        self._take_rounds_in(oracle, before, sender)
        stood = oracle.here
        oracle.hear(self._catalog, inbound.event)
        self.moved_on(inbound, stood, oracle)
        if oracle.is_forgotten:
            del self._oracles[sender]
            self._forgotten.add(sender)
            self._world.trace.fact(f"{inbound.key} is stored: {name_of(sender)} is forgotten")
            return
        here = oracle.here
        where = f"v{here.version} {here.stage} {here.asking or ''}".rstrip()
        self._world.trace.fact(f"{inbound.key} is stored: {name_of(sender)} {where}")

    def moved_on(self, inbound: Inbound, before: Conversation, oracle: Oracle) -> None:
        """Somebody did something, and stood there before."""

    def wrote(self, written: Written) -> None:
        """A message was written that is no reply."""

    def _take_rounds_in(self, oracle: Oracle, before: Conversation, sender: Address) -> None:
        """Rounds have moved somebody's agenda on; everything else is as their turns left it."""
        mine, found = oracle.here.weekly, before.weekly
        if of_turns(mine) != of_turns(found):
            told = f"{name_of(sender)} has weekly steps that no turn has left like that"
            self._world.broken("I2", told)
        oracle.here = replace(oracle.here, weekly=found, zone=before.zone)

    def _look_for_leftovers(self, account: Address) -> None:
        """Of somebody who is forgotten nothing is left."""
        if self._books.conversation(account):
            self._world.broken("I10", f"{name_of(account)} is forgotten, and still there")

    def _compare(self, account: Address) -> None:
        """Its conversation and its log must be what the oracle says."""
        oracle = self._oracles[account]
        rows = self._books.conversation(account)
        if rows != [oracle.row()]:
            told = f"{name_of(account)} stands at {rows}, and must at {oracle.row()}"
            self._world.broken("I2", told)
        elif (log := self._books.answers(oracle.here.id)) != oracle.kept:
            told = f"{name_of(account)} has {len(log)} answers instead of {len(oracle.kept)}"
            self._world.broken("I2", f"{told}, or others")

    def _replies(self) -> dict[Address, list[Written]]:
        """The replies among the new messages, by account; the others are noted."""
        replies: dict[Address, list[Written]] = {}
        for written in self._books.written(self._last_row):
            self._rows[written.key] = self._last_row = written.row
            self._standing_cards += written.kind == Kind.STANDING
            if written.kind == Kind.REPLY:
                replies.setdefault(written.account, []).append(written)
            else:
                self.wrote(written)
        return replies

    def _compare_said(self, account: Address, before: int, written: list[Written]) -> None:
        """Every card that a turn said has a row (I4)."""
        said = self._oracles[account].said[before:]
        wanted = [(card.body, card.place and card.place.version) for card in said]
        cards = [one.card for one in written]
        found = [(card["body"], card.get("place", {}).get("version")) for card in cards]
        if wanted != found:
            told = f"{len(found)} messages to {name_of(account)} instead of {len(wanted)}"
            self._world.broken("I4", f"{told}, or others")
