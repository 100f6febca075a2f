"""What one person does at the desk from here: commands, presses and words on its cards."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol
from uuid import uuid4

from bot.adapters.terminal.roster import HERE
from bot.adapters.terminal.spoken import Spoken, spoken
from bot.adapters.terminal.surface import Pressed, Said
from bot.cards import NOWHERE, Card, Place
from bot.catalog import Catalog
from bot.engine.mentoring.desk import DESK, is_of_the_desk, meant, spot_of
from bot.engine.mentoring.pairing_cards import WORD
from bot.engine.reading import command
from bot.ports.clock import Clock
from bot.ports.inbound import SLASH_COMMAND, Address, EventKey, readable
from bot.ports.mentoring import Caller
from bot.ports.roster import Roster
from bot.usecases.mentors import asking
from bot.usecases.mentors.asking import Act, Asked, Named, Wrote
from bot.usecases.mentors.chasing import EVERY

_NO_QUESTION = Place(DESK, 0)
"""Where words under a card of the desk belong that are not for it."""


class Answers(Protocol):
    """The desk."""

    async def answer(self, caller: Caller, key: EventKey, act: Act) -> Card:
        """See ``usecases.mentors.desk.Desk.answer``."""
        ...


class Deskside:
    """One account's way to the desk.

    Args:
        desk: answers.
        roster: finds whom a name means.
        catalog: the words.
        clock: what time it is.
        account: whose way it is.
        chase: reminds whoever is to answer, and does what else is due between people.
    """

    def __init__(
        self,
        desk: Answers,
        roster: Roster,
        catalog: Catalog,
        clock: Clock,
        account: Address,
        chase: Callable[[], Awaitable[object]],
    ) -> None:
        self._desk = desk
        self._roster = roster
        self._catalog = catalog
        self._clock = clock
        self._caller = Caller(account, account.user, HERE)
        self._chase = chase
        self._chased_at: datetime | None = None

    async def act(self, heard: Said | Pressed) -> Act | None:
        """What somebody wants of the desk; None for what is not for it."""
        if isinstance(heard, Pressed):
            return _pressed(heard)
        text = readable(heard.text)
        command = spoken(text)
        if command is not None:
            return await self._asked(command)
        if heard.under is None or not is_of_the_desk(heard.under.place) or _opens(text):
            return None
        return self._on_a_card(text, heard.under)

    async def answer(self, act: Act) -> Card:
        """What the desk says to it.

        Raises:
            StoreError: nothing was changed.
        """
        return await self._desk.answer(self._caller, EventKey(uuid4().hex), act)

    async def catch_up(self) -> None:
        """Do what is due between people, once an hour.

        Raises:
            StoreError: the database cannot serve; what was done stays done.
        """
        now = self._clock.now()
        if self._chased_at is None or now - self._chased_at >= EVERY:
            await self._chase()
            self._chased_at = now

    async def _asked(self, command: Spoken) -> Asked:
        people = [await self._named(name) for name in command.names]
        first, second, *_ = [*people, None, None]
        return Asked(command.command, command.words, first, second)

    async def _named(self, name: str) -> Named | None:
        found = await self._roster.find(name, HERE)
        return None if found is None else Named(found, name)

    def _on_a_card(self, text: str, card: Card) -> Act | None:
        """A choice of the card by its name or number, or the words that it asks for."""
        place = card.place or NOWHERE
        spot = spot_of(place)
        if spot is None:
            return None
        chosen = meant(self._catalog.lexicon, (*card.choices, *card.controls), text)
        if chosen is not None:
            return asking.Pressed(spot, chosen)
        is_an_answer = spot.detail == WORD and command(self._catalog.lexicon, text) is None
        return Wrote(spot, text) if card.writes or is_an_answer else None


def elsewhere(heard: Said) -> Place:
    """Where words belong that are not for the desk, though a card of it stood above them.

    No question of the conversation was to be seen there, so they answer none.
    """
    return _NO_QUESTION if is_of_the_desk(heard.place) else heard.place


def _pressed(heard: Pressed) -> Act | None:
    """A press on a card of the desk; its cards take one choice."""
    spot = spot_of(heard.place)
    if spot is None or len(heard.choices) != 1:
        return None
    (choice,) = heard.choices
    return asking.Pressed(spot, readable(choice))


def _opens(text: str) -> bool:
    """Whether the words are for the conversation, whatever stands above them."""
    return text.casefold().split(maxsplit=1)[:1] == [SLASH_COMMAND]
