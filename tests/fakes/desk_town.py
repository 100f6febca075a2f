"""A community with a desk: mentors, mentees, an admin, and somebody from elsewhere."""

from itertools import count

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, spot_of
from bot.engine.mentoring.values import Item, Origin, State
from bot.engine.state import Conversation
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Community, Pairing
from bot.ports.roster import SURELY_NONE
from bot.usecases.access import Access
from bot.usecases.mentors.asking import ADMIN as ADMIN_COMMAND
from bot.usecases.mentors.asking import MENTEE_STATUS, MENTOR, Asked, Named, Pressed, Wrote
from bot.usecases.mentors.desk import Desk
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.desk_files import FakeFiles
from tests.fakes.roster import ADMIN, MEMBER, FakeRoster

CLUB = Community("slack", "T1")
GUEST = "guest"
ADMINS = ("boss",)
MENTORS = ("kim", "lee")
MEMBERS = ("sam", "ana", "joe", *MENTORS)


def account(name: str, community: Community = CLUB) -> Address:
    """The account of somebody there."""
    return Address(community.platform, community.workspace, name)


class DeskTown:
    """Its people act at a desk of their own.

    Attributes:
        catalog: the words.
        clock: what time it is.
        files: what is kept.
        roster: who is who.
        access: shows mentors what they may see.
        desk: answers them.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.clock = FakeClock()
        self.files = FakeFiles(self.clock)
        self.roster = FakeRoster()
        self.access = Access(self.files, catalog, self.clock)
        self.desk = Desk(self.files, self.access, {"slack": self.roster}, catalog, self.clock)
        self._keys = count(1)
        for name in MEMBERS:
            self.roster.people[account(name), CLUB] = MEMBER
        for name in ADMINS:
            self.roster.people[account(name), CLUB] = ADMIN
        for name in MENTORS:
            self.files.named[CLUB, account(name)] = name.title()

    def pair(
        self,
        mentee: str = "sam",
        *shared: Item,
        mentor: str | None = "kim",
        state: State = State.ACTIVE,
        here: Conversation | None = None,
        community: Community = CLUB,
    ) -> Pairing:
        """Two who are a pair, or wait for each other, with what is shared."""
        made = Pairing(
            max(self.files.pairs, default=0) + 1,
            community,
            state,
            Origin.ASKED,
            mentor=account(mentor, community) if mentor else None,
            mentee=account(mentee, community),
            mentor_name=mentor.title() if mentor else "",
            mentee_name=mentee.title(),
            opened_at=NOON,
            began_at=NOON if state is State.ACTIVE else None,
            consents=frozenset(shared),
        )
        self.files.pairs[made.id] = made
        if here is not None:
            self.files.here[made.mentee] = here
        return made

    def demote(self, name: str) -> None:
        """Somebody is no mentor any more, from this moment on."""
        self.files.named.pop((CLUB, account(name)))

    def leave(self, name: str) -> None:
        """Somebody has left."""
        self.roster.people[account(name), CLUB] = SURELY_NONE

    async def status(self, by: str, words: str = "", person: str = "") -> Card:
        """``/mentee-status``."""
        return await self.act(by, Asked(MENTEE_STATUS, words, _named(person)))

    async def mentor(self, by: str, words: str = "", person: str = "") -> Card:
        """``/mentor``."""
        return await self.act(by, Asked(MENTOR, words, _named(person)))

    async def admin(self, by: str, words: str = "", person: str = "", other: str = "") -> Card:
        """``/whichrole-admin``."""
        return await self.act(by, Asked(ADMIN_COMMAND, words, _named(person), _named(other)))

    async def press(self, by: str, card: Card, choice: str, *, key: str = "") -> Card:
        """Press a choice on a card, offered there or not."""
        return await self.act(by, Pressed(spot(card), choice), key=key)

    async def write(self, by: str, card: Card, text: str) -> Card:
        """Write words on a card that asks for some."""
        assert card.writes
        return await self.act(by, Wrote(spot(card), text))

    async def act(
        self, by: str, act: Asked | Pressed | Wrote, *, key: str = "", here: bool = True
    ) -> Card:
        """Do something; each time it is another event, unless a key says which."""
        caller = Caller(account(by), by.title(), CLUB if here else None)
        event = EventKey(key or f"event {next(self._keys)}")
        return await self.desk.answer(caller, event, act)


def spot(card: Card) -> Spot:
    """Which card of the desk it is."""
    assert card.place is not None
    found = spot_of(card.place)
    assert found is not None
    return found


def _named(name: str) -> Named | None:
    return Named(account(name), name.title()) if name else None
