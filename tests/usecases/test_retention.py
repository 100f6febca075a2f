import asyncio
from collections.abc import Mapping

from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.keeping import Keeping, Kept, Rule
from bot.usecases.retention import retain, retaining
from tests.fakes.message import SAM

USUAL = Keeping()


class FakeKeeper:
    """Ends what it was given, two at a time.

    Attributes:
        left: how much each rule has still to end.
        steps: what was asked for, in order.
        heard: who was noted as here.
        at_rest: set when there was nothing left.
    """

    def __init__(self, left: Mapping[Rule, int], problem: Exception | None = None) -> None:
        self.left = {**dict.fromkeys(Rule, 0), **left}
        self.steps: list[Rule] = []
        self.heard: list[Address] = []
        self.at_rest = asyncio.Event()
        self._problem = problem

    async def kept(self, account: Address) -> Kept | None:
        raise NotImplementedError

    async def forget(self, account: Address) -> bool:
        raise NotImplementedError

    async def outdated(self, keeping: Keeping) -> Mapping[Rule, int]:
        raise NotImplementedError

    async def hear(self, account: Address) -> None:
        self.heard.append(account)

    async def end_some(self, rule: Rule, keeping: Keeping) -> int:
        self.steps.append(rule)
        if self._problem is not None:
            self.at_rest.set()
            raise self._problem
        some = min(2, self.left[rule])
        self.left[rule] -= some
        if not any(self.left.values()) and rule is [*Rule][-1]:
            self.at_rest.set()
        return some


async def test_F70_every_rule_is_followed_to_its_end_and_counted() -> None:
    keeper = FakeKeeper({Rule.KEYS: 5, Rule.PEOPLE: 2})

    ended = await retain(keeper, USUAL)

    assert ended == {**dict.fromkeys(Rule, 0), Rule.KEYS: 5, Rule.PEOPLE: 2}
    assert keeper.steps == [
        *[Rule.KEYS] * 4,
        Rule.MARKS,
        Rule.PAUSES,
        Rule.LEFTOVERS,
        Rule.COMMUNITIES,
        Rule.SETTINGS,
        Rule.PAIRINGS,
        Rule.LOOKS,
        Rule.TEXTS,
        *[Rule.PEOPLE] * 2,
        Rule.WARNINGS,
    ]


async def test_F70_a_round_runs_beside_a_talk_and_whoever_is_here_was_heard() -> None:
    keeper = FakeKeeper({Rule.TEXTS: 3})

    async with retaining(keeper, USUAL, SAM):
        await keeper.at_rest.wait()

    assert keeper.left == dict.fromkeys(Rule, 0)
    assert keeper.heard == [SAM]


async def test_a_talk_that_ends_does_not_wait_for_a_round() -> None:
    keeper = FakeKeeper({Rule.TEXTS: 1_000_000})

    async with retaining(keeper, USUAL, SAM):
        pass

    assert keeper.left[Rule.TEXTS] > 0


async def test_no_fault_of_a_round_disturbs_a_talk() -> None:
    for problem in (StoreError("The database is locked."), ValueError("a fault of ours")):
        keeper = FakeKeeper({}, problem)

        async with retaining(keeper, USUAL, SAM):
            await keeper.at_rest.wait()
            await asyncio.sleep(0)

        assert keeper.steps == [Rule.KEYS]
