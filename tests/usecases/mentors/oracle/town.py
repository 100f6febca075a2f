"""A world of the judge, lived through in a real database, with a canary in every field."""

from dataclasses import replace
from datetime import datetime
from itertools import count

from bot.catalog import Catalog
from bot.engine.effects import KeepAnswer, Turn
from bot.engine.mentoring.values import Item, Note, Origin, Sharing, State
from bot.engine.state import Conversation, Leaning, Picked
from bot.engine.weekly.values import Question, Weekly
from bot.ports.administering import Setting
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Around, Change, Pairing, PairingStep
from bot.store.sqlite import SqliteStore
from bot.usecases.access import Access
from bot.usecases.mentors.desk import Desk
from tests.engine.weekly.steps import nudged, wanted
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.pairs import acting, made_mentor
from tests.usecases.mentors.oracle import asking
from tests.usecases.mentors.oracle.worlds import Account, Pair, World

ANSWER = Picked(frozenset({"dashboards"}))


def canary(kind: str, who: Account) -> str:
    """A word that stands nowhere else; no canary is part of another."""
    return f"{kind}x{who[2]}x"


class OracleTown:
    """Its people live in a store, and mentors ask at a desk.

    Attributes:
        world: what the judge knows.
        desk: answers.
        access: shows.
    """

    def __init__(self, store: SqliteStore, catalog: Catalog, world: World) -> None:
        self.world = world
        clock = FakeClock()
        roster = asking.RosterOf(world)
        self.access = Access(store.mentee_facts, catalog, clock)
        rosters = {"slack": roster, "discord": roster}
        self.desk = Desk(store.mentoring, self.access, rosters, catalog, clock)
        self._store = store
        self._catalog = catalog
        self._keys = count(1)

    def key(self) -> EventKey:
        """The next event's."""
        return EventKey(f"oracle-{next(self._keys)}")

    async def settle(self) -> None:
        """Everything of the world happens in the store."""
        for who in self.world.accounts:
            if who not in self.world.silent:
                await self._speaks(who)
        for pair in self.world.pairs:
            await self._pairs(pair)
        for who, place in self.world.listed:
            community = asking.community(place)
            await made_mentor(self._store.mentoring, community, asking.address(who), "")
        for place in self.world.with_group:
            await self._store.mentoring.change_setting(
                asking.community(place), acting(""), Setting.MENTORS, asking.GROUP
            )
        for platform, workspace in self.world.places:
            await self._store.arrive(platform, workspace)
        for platform, workspace in set(self.world.places) - self.world.let_us_in:
            await self._store.leave(platform, workspace)

    async def shares(self, pair: Pair, items: set[str]) -> None:
        """The mentee shares just these from now on."""
        await self._moves(pair, State.ACTIVE, items)
        pair.shares = items

    async def ends(self, pair: Pair) -> None:
        """It is over."""
        await self._moves(pair, State.ENDED, set())
        pair.state, pair.shares = "ended", set()

    async def _speaks(self, who: Account) -> None:
        weekly = _steps(self._catalog, who)
        kept = KeepAnswer("afternoon", ANSWER, self._catalog.version, NOON)

        def step(before: Conversation) -> Turn:
            after = replace(
                before,
                version=before.version + 1,
                answers={"afternoon": ANSWER},
                leaning=Leaning("data_analyst", NOON),
                weekly=weekly,
            )
            return Turn(after, (kept,))

        await self._store.turn(self.key(), asking.address(who), step)

    async def _pairs(self, pair: Pair) -> None:
        wanted = replace(
            asking.pairing(pair),
            id=0,
            origin=Origin.ASKED,
            mentor_name=canary("mentor", pair.mentor) if pair.mentor else "",
            mentee_name=canary("name", pair.mentee),
            words=canary("request", pair.mentee),
            consents=frozenset(),
        )
        begins = replace(wanted, state=State.ACTIVE if pair.mentor else State.ASKED)
        by = asking.address(pair.mentee)
        made = await self._store.mentoring.open_pairing(self.key(), by, wanted, _into(begins))
        assert made.after is not None
        assert made.after.id == pair.number
        if pair.mentor is not None:
            about = Note(_note(pair), Sharing.ONLY_ME, NOON)
            mentor = asking.address(pair.mentor)
            await self._store.mentoring.add_note(self.key(), mentor, pair.number, about)
        await self._moves(pair, State(pair.state), pair.shares)

    async def _moves(self, pair: Pair, state: State, items: set[str]) -> None:
        shared = frozenset(map(Item, items))

        def step(around: Around, now: datetime) -> Change:
            left_at = NOON if pair.left else None
            after = replace(around.pairing, state=state, consents=shared, left_at=left_at)
            return Change(after)

        by = asking.address(pair.mentee)
        await self._store.mentoring.change_pairing(self.key(), by, pair.number, step)


def canaries(world: World) -> set[str]:
    """All that could be read of anybody, but for what can be read of the pair itself."""
    kinds = ("name", "question", "cue", "request", "mentor")
    people = {canary(kind, who) for kind in kinds for who in world.accounts}
    return people | {_note(pair) for pair in world.pairs}


def allowed(pair: Pair, items: set[str]) -> set[str]:
    """Those of them that the mentor of a pair may read now."""
    words = {canary("question", pair.mentee)} if "words" in items else set()
    return {canary("name", pair.mentee), _note(pair)} | words


def _note(pair: Pair) -> str:
    return f"notex{pair.number}x"


def _steps(catalog: Catalog, who: Account) -> Weekly:
    weekly = nudged(wanted(catalog))
    return replace(
        weekly,
        plan=replace(weekly.plan, cue=canary("cue", who)),
        question=Question(canary("question", who), NOON, sent=True),
    )


def _into(begins: Pairing) -> PairingStep:
    def step(around: Around, now: datetime) -> Change:
        return Change(begins)

    return step
