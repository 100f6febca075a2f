"""A crowd on simulated platforms: they act on what they see, and not always wisely."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from bot.cards import Card, Place
from bot.catalog import Command
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.ports.inbound import Address
from bot.rehearsal.arrivals import Post
from bot.rehearsal.platforms import Mailbox
from bot.rehearsal.world import World

CANARY = "kanarie"
"""Stands in every word that somebody types, and in every address; it may be in no log (I8)."""

WORDS = (
    "I like dashboards",
    "pipelines and sql",
    "not sure",
    "skip",
    "first",
    "2",
    "what is this",
    "models, I think",
    "a and c",
)
COMMANDS = (
    Command.BACK,
    Command.WHY,
    Command.EDIT,
    Command.SUMMARY,
    Command.COMPARE,
    Command.RETAKE,
    Command.PAUSE,
    Command.RESUME,
    Command.RESTART,
    Command.STOP,
    Command.HELP,
)


class Person:
    """Somebody with one account, on one or two devices."""

    def __init__(self, mailbox: Mailbox, post: Post, world: World, haste: float) -> None:
        self.mailbox = mailbox
        self._post = post
        self._world = world
        self._haste = haste
        self._random = Random(f"{world.seed}/{world.episode}/{mailbox.person}")

    async def live(self) -> None:
        """Act now and then, for ever."""
        await asyncio.sleep(self._random.uniform(0, self._haste))
        while True:
            self._act()
            await asyncio.sleep(self._random.expovariate(1 / self._haste))

    def press_newest(self) -> None:
        """Go on from what one sees; open where nothing is seen."""
        card = self.mailbox.newest()
        if card is None:
            self._do("opens", Opened(self._at()))
        else:
            self._press(card)

    def _act(self) -> None:
        chance = self._random.random()
        card = self.mailbox.newest()
        if card is None or chance < 0.05:
            self._do("opens", Opened(self._at()))
        elif chance < 0.15:
            self._type(card)
        elif chance < 0.25:
            command = self._random.choice(COMMANDS)
            self._do(f"asks {command}", Asked(self._at(), command))
        elif chance < 0.32:
            old = [one.card for one in self.mailbox.seen if one.card.place and one.card.choices]
            self._press(self._random.choice(old) if old else card)
        else:
            self._press(card, times=2 if chance < 0.40 else 1)

    def _press(self, card: Card, times: int = 1) -> None:
        """A click on a card, or a double one (F07)."""
        if card.place is None or not card.choices:
            self._do("opens", Opened(self._at()))
            return
        several = card.several
        count = 1 if several is None else self._random.randint(several.least, several.most)
        ids = [choice.id for choice in self._random.sample(card.choices, count)]
        event = Chose(self._at(), card.place, frozenset(ids))
        for _ in range(times):
            self._do(f"clicks {', '.join(ids)} on v{card.place.version}", event)

    def _type(self, card: Card) -> None:
        words = self._random.choice(WORDS)
        if self._random.random() < 0.5:
            words = f"{words} {CANARY}"
        place: Place | None = card.place if self._random.random() < 0.7 else None
        self._do("types words", Typed(self._at(), words, place))

    def _do(self, told: str, event: Event) -> None:
        event = replace(event, sent_at=event.at)
        self._world.trace.fact(f"{self.mailbox.person} {told}")
        self._post.emit(self.mailbox, event)

    def _at(self) -> datetime:
        return self._world.clock.true_time()


NAMES: Sequence[str] = (
    "sam", "kim", "lou", "max", "eli", "ash", "bo", "cy", "dee", "fay", "gus", "hal",
)  # fmt: skip


def user_of(name: str) -> str:
    """Somebody's id on a platform, which no log may tell."""
    return f"U-{CANARY}-{name}"


def name_of(account: Address) -> str:
    """Somebody as the trace calls them, by their account."""
    return account.user.rpartition("-")[2]
