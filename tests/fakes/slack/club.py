"""People of a workspace who come to the desk: an admin, mentors, mentees, and others."""

from dataclasses import replace
from itertools import count

from bot.engine.mentoring.consent_cards import ConsentChange
from bot.engine.mentoring.values import Item, Origin, State
from bot.engine.weekly.values import Question
from bot.ports.administering import Setting
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Community, Pairing
from bot.usecases.mentors import pairing as steps
from tests.fakes.clock import NOON
from tests.fakes.closing import closing
from tests.fakes.pairs import acting, made_mentor, unmade_mentor
from tests.fakes.slack.person import Person, words
from tests.fakes.slack.served import Served
from tests.fakes.slack.workspace import TEAM, Posted
from tests.fakes.weekly import wanting, weekly

HERE = Community("slack", TEAM)
ADA, KIM, SAM, EVE = "U0ADA", "U0KIM", "U0SAM", "U0EVE"


def account(user: str, community: Community = HERE) -> Address:
    """Somebody's account in a workspace."""
    return Address(community.platform, community.workspace, user)


class Club:
    """A workspace with a desk; ada is an admin, and kim a mentor.

    Args:
        served: the program that serves it.
    """

    def __init__(self, served: Served) -> None:
        self.served = served
        self.mentoring = served.store.mentoring
        self._numbers = count(1)
        served.slack.workspace.profiles[ADA] = {"is_admin": True}

    async def opens(self) -> None:
        """Kim is a mentor from now on."""
        await self.names(KIM)

    def person(self, user: str) -> Person:
        """Somebody there."""
        return self.served.slack.person(user)

    async def names(self, user: str, community: Community = HERE) -> None:
        """Somebody is on the list of mentors."""
        await made_mentor(self.mentoring, community, account(user, community), user.lower())

    async def demotes(self, user: str) -> None:
        """Somebody is on that list no longer."""
        await unmade_mentor(self.mentoring, HERE, account(user))

    async def sets_group(self, group: str, *users: str) -> None:
        """A user group whose members are mentors."""
        self.served.slack.workspace.groups[group] = list(users)
        await self.mentoring.change_setting(HERE, acting("Ada"), Setting.MENTORS, group)

    async def pairs(
        self,
        mentee: str,
        *shared: Item,
        name: str = "",
        asks: str = "",
        mentor: str = KIM,
        community: Community = HERE,
    ) -> int:
        """Two are a pair, and so much is shared; the number of the pairing."""
        theirs, its = account(mentee, community), account(mentor, community)
        question = Question(asks, NOON, sent=True) if asks else None
        there = replace(weekly(due_at=None), question=question)
        await self.served.store.turn(self._key(), theirs, wanting(there))
        await self.served.store.turn(self._key(), its, wanting(None))
        wanted = Pairing(
            0, community, State.ACTIVE, Origin.ASSIGNED, its, theirs,
            mentor.removeprefix("U0").title(), name or mentee.removeprefix("U0").title(),
        )  # fmt: skip
        opened = await self.mentoring.open_pairing(
            self._key(), its, wanted, steps.opened(closing())
        )
        assert opened.after is not None
        await self.shares(opened.after.id, theirs, *shared)
        return opened.after.id

    async def shares(self, number: int, theirs: Address, *shared: Item) -> None:
        """From now on this is shared in a pairing, and nothing else."""
        rest = frozenset(Item) - frozenset(shared)
        step = steps.consented(ConsentChange(frozenset(shared), rest), theirs)
        await self.mentoring.change_pairing(self._key(), theirs, number, step)

    async def asks(self, user: str, command: str, text: str = "") -> Posted:
        """A command, and what only they see under it."""
        person = self.person(user)
        before = [*person.ephemeral]
        assert await person.runs(command, text) == {}
        await self.served.rests()
        (answer,) = [one for one in person.ephemeral if one not in before]
        return answer

    async def presses(self, user: str, name: str, on: Posted | None = None) -> None:
        """A button on a message."""
        await self.person(user).presses(name, on)
        await self.served.rests()

    async def presses_in_window(self, user: str, name: str) -> None:
        """A button in the window that stands open."""
        await self.person(user).presses_in_window(name)
        await self.served.rests()

    def in_window(self, user: str) -> str:
        """What somebody reads in the window that stands open."""
        return words(self.person(user).window["blocks"])

    def _key(self) -> EventKey:
        return EventKey(f"club:{next(self._numbers)}")
