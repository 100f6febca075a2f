"""One season: weeks of many people, among faults, played as fast as something happens.

While somebody waits for something, time passes in small steps, as in an episode. When nobody
does, it leaps to just before the next moment at which anything can happen.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.catalog import Catalog
from bot.rehearsal.clock import START, SimulatedClock
from bot.rehearsal.episode import TICKS_BETWEEN_LOOKS
from bot.rehearsal.faults import RATES, Fates, Fault
from bot.rehearsal.file import File
from bot.rehearsal.listening import listening
from bot.rehearsal.loop import SimulatedLoop
from bot.rehearsal.people import CANARY, NAMES, user_of
from bot.rehearsal.scene import Scene
from bot.rehearsal.seasons.ledger import Account, Ends, settled
from bot.rehearsal.seasons.members import Member
from bot.rehearsal.seasons.reasons import State
from bot.rehearsal.seasons.troubles import Cause, Trouble
from bot.rehearsal.seasons.witness import SeasonWitness
from bot.rehearsal.trace import Trace
from bot.rehearsal.weather import TICK
from bot.rehearsal.world import Violation, World
from bot.store.rehearsed.onlooker import Locker, Onlooker

STORMS = 0.03
"""How much likelier than in an episode the machine has trouble: most faults are messages'."""

IN_A_SEASON = RATES | {Fault.CLOSED: 0.02}
"""Whoever cannot be written to gets no nudge before they write, and that may take weeks."""

SHORTEST_LOOK = 8.0
"""Seconds after a leap in which everything that is due begins."""

MOST_IN_ONE_GO = 60
"""So many faults between two leaps: more at once is no day in the life of a program."""

AHEAD = timedelta(days=3)
"""So much of what is to come may come earlier, so that all faults happen in time."""

MACHINES = frozenset({Fault.LOCK, Fault.FULL, Fault.SLOW})
"""They hold up whatever is written."""

UNKNOWN: State = ("unknown", None)
"""Also of what went with everything of its person."""

NOBODY_NOTICES = 0.05
"""How likely a dead program is not started again at once; now and then."""

NOW_AND_THEN = timedelta(weeks=7)
DAYS_OFF = (0.5, 20.0)
ONE_WEEK = timedelta(weeks=1)

WORTH_A_LEAP = timedelta(seconds=20)
AT_THE_END = timedelta(hours=48)
"""So long after a season everything that was due in it has come to its end: what is spread
after an outage may come into a night, and a clock that is a day ahead puts off by a day."""

LONGEST_WAIT = 3_600.0
"""Simulated seconds: nothing that is under way takes so long."""

Tell = Callable[[float], None]
"""Is told, between two steps, which share of the season is still to come."""


@dataclass(frozen=True, slots=True)
class Played:
    """How a season went.

    Attributes:
        account: what became of every nudge.
        happened: faults by kind.
        answers_lost: acknowledged acts that had no effect.
        violations: at most one.
        sent_at: when messages that nobody asked for arrived, to the minute.
        lives: how often the program was started.
    """

    account: Account
    happened: Counter[Fault]
    answers_lost: int
    violations: list[Violation]
    sent_at: Counter[datetime] = field(default_factory=Counter)
    lives: int = 0


@dataclass(frozen=True, slots=True)
class Size:
    """How large a season is.

    Attributes:
        members: how many people.
        weeks: for how long.
        faults: so many, evenly over the time.
    """

    members: int
    weeks: int
    faults: int


def play(
    size: Size, seed: int, file: File, catalog: Catalog, tell: Tell = lambda _: None
) -> Played:
    """Play a season; the same seed plays the same."""
    loop = SimulatedLoop()
    clock = SimulatedClock(loop)
    world = World(
        seed, 0, loop, clock, Fates(f"season/{seed}", rates=IN_A_SEASON), Trace(loop, clock)
    )
    with file.of_an_episode() as others, listening(CANARY, world.broken):
        season = Season(world, size, file, catalog, others, tell)
        try:
            season.run()
            return season.played()
        finally:
            season.clear_away()


class Season(Scene[SeasonWitness]):
    """Everybody in it."""

    def __init__(
        self,
        world: World,
        size: Size,
        file: File,
        catalog: Catalog,
        others: tuple[Onlooker, Locker],
        tell: Tell,
    ) -> None:
        super().__init__(world, "season", file, catalog, others, SeasonWitness)
        self._size = size
        self._tell = tell
        self._members = [self._member(number) for number in range(size.members)]
        self._ends_at = START + timedelta(weeks=size.weeks)
        self._before = 0
        self._died_at = START
        self._off_again_at = START + NOW_AND_THEN / 2

    def played(self) -> Played:
        """How it went."""
        happened = Counter(one.fault for one in self.world.fates.injected)
        account = self._account()
        account.check(happened.total(), len(self.witness.not_looked_up))
        for told in account.wrong:
            self.world.broken("I4", told)
        lost = sum(one.promise == "I1" for one in self.world.violations)
        sent_at = self.witness.sent_at
        return Played(account, happened, lost, self.world.violations, sent_at, self.lives)

    def _account(self) -> Account:
        states: dict[str, State] = dict.fromkeys(self.witness.doubts.unknown, UNKNOWN)
        states |= {key: (state, reason) for key, state, reason in self.books.states()}
        accepted = Counter[str]()
        for platform in self.platforms.values():
            accepted.update(platform.keys)
        for stay in self.witness.stays:
            stay.calendar.pass_until(self.world.clock.true_time())
        ends = Ends(states, accepted, self.witness.arrived_at, self.witness.troubles)
        return settled(self.witness.stays, self._ends_at, ends)

    async def story(self) -> None:
        """See ``Scene.story``."""
        self.start()
        now = self.world.clock.true_time
        while now() < self._ends_at:
            await self._look_on()
            self._leap(self._ends_at)
            left = (self._ends_at - now()) / (self._ends_at - START)
            self._tell(max(left, 0.0))
        self.world.fates.over = True
        self.weather.clear()
        end = max(now(), self._ends_at) + AT_THE_END
        while now() < end:
            await self._look_on(acting=False)
            self._leap(end)
            self._tell(0.0)
        await self._look_on(acting=False)
        self.witness.check()

    def start_again(self) -> None:
        """See ``Scene.start_again``; now and then it takes days until somebody notices."""
        now = self.world.clock.true_time()
        days = timedelta(days=self.random.uniform(*DAYS_OFF))
        may_be_off = self._off_again_at <= now < self._ends_at - ONE_WEEK - days
        if may_be_off and self.random.random() < NOBODY_NOTICES:
            self._off_again_at = now + days + NOW_AND_THEN
            self.world.clock.leap(days)
            self.world.trace.fault(f"the program was off for {days}")
        self.witness.troubles.note(
            Trouble(Cause.OFF, self._died_at, self.world.clock.true_time())
        )
        super().start_again()

    def _mourn(self) -> None:
        """See ``Scene._mourn``."""
        self._died_at = self.world.clock.true_time()
        super()._mourn()

    async def _look_on(self, *, acting: bool = True) -> None:
        """Let time pass in small steps as long as anybody waits for anything."""
        began = self.world.now()
        self._before = len(self.world.fates.injected)
        while True:
            await asyncio.sleep(TICK)
            self._tick(acting=acting)
            passed = self.world.now() - began
            if not round(self.world.now() / TICK) % TICKS_BETWEEN_LOOKS:
                self.witness.look_for_doubts()
            if passed >= SHORTEST_LOOK and self._is_at_rest():
                return
            if passed > LONGEST_WAIT:
                left = ", ".join(self.books.waiting())
                told = f"no rest after {passed:.0f} s: {left or 'something in memory'}"
                self.world.broken("I4" if left else "I9", told)

    def _tick(self, *, acting: bool) -> None:
        """Some time has passed: the machine and the people do what they do."""
        now = self.world.clock.true_time()
        if acting:
            share = min((now + AHEAD - START) / (self._ends_at - START), 1)
            fates = self.world.fates
            most = min(share * self._size.faults, self._before + MOST_IN_ONE_GO)
            fates.over = len(fates.injected) >= most
        self._storm()
        for member in self._members:
            member.look()
            if acting and member.next_at <= now:
                member.act()
        if self.life is not None and self.life.is_alive:
            self.life.dies(Fault.CRASH_IN_FLIGHT, "while it sleeps")

    def _storm(self) -> None:
        """The machine does what it does."""
        injected = self.world.fates.injected
        before, now = len(injected), self.world.clock.true_time()
        self.weather.tick(STORMS)
        if MACHINES & {one.fault for one in injected[before:]}:
            self.witness.troubles.note(Trouble(Cause.MACHINE, now, now))

    def _is_at_rest(self) -> bool:
        """Nobody is in the middle of anything, and what waits does so for a later moment."""
        return (
            self.works
            and not any(member.is_busy for member in self._members)
            and not self.world.clock.is_moved
            and not any(one.on_the_way for one in self.platforms.values())
            and self._next_moment() > self.world.clock.true_time() + timedelta(seconds=1)
        )

    def _leap(self, end: datetime) -> None:
        """Let time pass until just before something happens."""
        if self.world.is_over:
            return
        now = self.world.clock.true_time()
        acts = [member.next_at for member in self._members] if end == self._ends_at else []
        span = min(self._next_moment(), end, *acts) - timedelta(seconds=1) - now
        if span > WORTH_A_LEAP:
            self.world.clock.leap(span)
            self.world.trace.fact(f"{span} pass")

    def _next_moment(self) -> datetime:
        """When the program has something to do, by what it has written down."""
        moment = self.books.next_moment()
        if moment is None:
            return datetime.max.replace(tzinfo=UTC)
        return datetime.fromisoformat(moment).replace(tzinfo=UTC)

    def _member(self, number: int) -> Member:
        """Somebody; they tell their zone themselves, or their platform does."""
        places = [(p, c) for p in self.platforms.values() for c in p.communities]
        platform, community = places[number % len(places)]
        name = f"{NAMES[number % len(NAMES)]}{number // len(NAMES) or ''}"
        mailbox = platform.join(name, user_of(name), community)
        loyalty = self.random.choice((0.95, 0.8, 0.5, 0.1))
        return Member(mailbox, self.posts[platform.name], self.world, loyalty)
