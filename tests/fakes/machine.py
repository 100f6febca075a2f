"""A machine at whose terminal several people talk, mentors and mentees among them."""

from bot.adapters.terminal.deskside import Deskside
from bot.adapters.terminal.roster import PLATFORM, TerminalRoster, named
from bot.adapters.terminal.surface import Surface
from bot.adapters.terminal.talk import LOOK_EVERY, Talk
from bot.catalog import Catalog
from bot.store.sqlite import SqliteStore
from bot.usecases.access import Access
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.mentors.chasing import chase
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.letters import Letters
from bot.usecases.own_words import OwnWords
from tests.fakes.clock import FakeClock

OPERATOR = "boss"
"""Whoever runs the program there."""


class Machine:
    """Everything that the program is made of, over one database.

    Attributes:
        desk: answers mentors and mentees.
        catalog: our words.
        clock: what time it is there.
    """

    def __init__(self, store: SqliteStore, catalog: Catalog, clock: FakeClock) -> None:
        access = Access(store.mentee_facts, catalog, clock)
        self._store, self.catalog, self.clock = store, catalog, clock
        self._own_words = OwnWords(store.mentoring, catalog, clock)
        self._roster = TerminalRoster(store, OPERATOR)
        self.desk = Desk(store.mentoring, access, {}, catalog, clock, self._own_words)
        self.desk.standings.open(PLATFORM, self._roster)
        letters = Letters(store.mentoring, store, access, self.desk.standings, catalog)
        composer = Composer(store, catalog, letters=letters, own_words=self._own_words)
        self._delivery = Delivery(store, composer, clock, routes={})

    def talk(self, name: str, surface: Surface, *, look_every: float = LOOK_EVERY) -> Talk:
        """The program, opened by somebody."""
        return Talk(
            self._store,
            self._delivery,
            self.catalog,
            self.clock,
            named(name),
            surface,
            desk=self.deskside(name),
            own_words=self._own_words,
            look_every=look_every,
        )

    def deskside(self, name: str) -> Deskside:
        """Somebody's way to the desk."""
        kept, catalog, clock = self._store.mentoring, self.catalog, self.clock
        standings = self.desk.standings
        return Deskside(
            self.desk,
            self._roster,
            catalog,
            clock,
            named(name),
            lambda: chase(kept, catalog, clock, standings),
        )
