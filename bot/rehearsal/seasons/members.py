"""People who take weekly steps, and mostly mean well: they answer, skip, pause, move and leave.

They know the program only by the cards that they see. What they do on one is drawn by lot, so
every button is pressed by somebody some day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.cards import Card, Choice
from bot.catalog import Command
from bot.engine import speech
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.engine.plans.plan import CheckIn
from bot.engine.weekly import weeks
from bot.engine.weekly.times_rooms import TimeButton
from bot.rehearsal.arrivals import Post
from bot.rehearsal.people import CANARY
from bot.rehearsal.platforms import Mailbox
from bot.rehearsal.world import World

SECONDS_BETWEEN = (3.0, 12.0)
"""Between two acts of one sitting."""

ARRIVE_WITHIN = timedelta(days=9)
MOST_ACTS_TO_ARRIVE = 400
"""So many at most until somebody has weekly steps, or has lost interest."""

SITTINGS = (1, 6)
"""Acts in a sitting that nobody asked for."""

HOURS_TO_ANSWER = 20.0
"""On average, after a nudge."""

DAYS_BETWEEN_SITTINGS = 12.0
"""On average, of those that nobody asked for."""

ZONES: Sequence[str] = (
    "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Kolkata",
    "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Kiritimati",
    "Pacific/Niue", "America/Sao_Paulo", "Africa/Lagos", "Asia/Kathmandu", "Europe/London",
    "America/St_Johns", "Africa/Casablanca", "Australia/Adelaide",
)  # fmt: skip

WORDS: Sequence[str] = (
    "Asia/Tokyo", "Berlin", "auckland", "Tuesday 18:30", "fri 7", "22:00 to 7:00", "none",
    "in 10 days", "3 April", "done", "partly", "not yet", "what is this", "2",
    f"after lunch, {CANARY}", f"How do I know when a chart is too much, {CANARY}?",
)  # fmt: skip

COMMANDS: Mapping[Command, float] = {
    Command.SETTINGS: 5,
    Command.PLAN: 3,
    Command.PROGRESS: 2,
    Command.STUCK: 2,
    Command.PAUSE: 2,
    Command.RESUME: 6,
    Command.SUMMARY: 2,
    Command.STOP: 0.7,
    Command.RETAKE: 0.3,
    Command.FORGET_ME: 0.3,
    Command.BACK: 1,
}
"""What people ask for without being asked, and how much likelier than other things."""

TOWARDS_STEPS: Mapping[str, float] = {
    speech.Button.STEPS: 200,
    speech.Button.START: 50,
    speech.Button.RETURN: 0.2,
    speech.NOT_SURE: 0.3,
    speech.SKIP: 0.3,
    Command.RESUME: 20,
    **dict.fromkeys([Command.RETAKE, Command.PAUSE, Command.STOP], 0.02),
    **dict.fromkeys([Command.BACK, Command.EDIT, Command.COMPARE, Command.SUMMARY], 0.1),
    **dict.fromkeys([Command.HELP, Command.WHY], 0.1),
}
"""How much somebody who arrives likes a button; 1 for the others."""

WORD_ON_A_WEEK: Mapping[str, float] = {
    CheckIn.DONE: 8,
    CheckIn.PARTLY: 4,
    CheckIn.NOT_YET: 3,
    CheckIn.KNOWN: 1,
    CheckIn.LIGHTER: 1.5,
    CheckIn.SWAP: 1,
    Command.PAUSE: 0.5,
    Command.STOP: 0.2,
}
"""How much somebody likes a button on a card of a week; 0.5 for the others."""


TELLS_HOME = 0.3
"""How likely somebody who types tells where they live."""

PUTS_OFF = 0.1
"""How likely somebody who sees a nudge looks for a way to have it later."""

IN_A_SITTING: Mapping[str, float] = {TimeButton.SNOOZE: 10}
"""How much somebody likes a button on any other card; 1 for the others."""


class Member:
    """Somebody with one account.

    Args:
        mailbox: where they see cards.
        post: takes what they do.
        world: where.
        loyalty: how likely they answer a nudge.

    Attributes:
        next_at: when they do something next, by everybody's clock.
        is_busy: they are in the middle of something.
    """

    def __init__(self, mailbox: Mailbox, post: Post, world: World, loyalty: float) -> None:
        self.mailbox = mailbox
        self._post = post
        self._world = world
        self._random = Random(f"{world.seed}/{mailbox.person}")
        self._loyalty = loyalty
        self._home = self._random.choice(ZONES)
        self._seen = 0
        self._acts_left = MOST_ACTS_TO_ARRIVE
        self._arrives = True
        self._answers_at: datetime | None = None
        self.is_busy = False
        self.next_at = self._now() + ARRIVE_WITHIN * self._random.random()

    def look(self) -> None:
        """See what came; perhaps make up one's mind to answer a nudge some time."""
        if len(self.mailbox.seen) == self._seen:
            return
        news = self.mailbox.seen[self._seen :]
        self._seen = len(self.mailbox.seen)
        if not any(weeks.is_of_a_week(one.card.place) for one in news) or self.is_busy:
            return
        if self._random.random() < self._loyalty:
            hours = min(self._random.expovariate(1 / HOURS_TO_ANSWER), 24 * 8)
            self._answers_at = self._now() + timedelta(hours=hours)
            self.next_at = min(self.next_at, self._answers_at)

    def act(self) -> None:
        """Do the next thing, and decide when to do another."""
        card = self.mailbox.newest()
        if self._arrives:
            self._arrive(card)
        elif self._answers_at is not None and self._answers_at <= self._now():
            self._answers_at = None
            self._answer(card)
        elif self._acts_left > 0:
            self._acts_left -= 1
            self._press_any(card)
        else:
            self._acts_left = self._random.randint(*SITTINGS)
            self._begin_a_sitting(card)
        self._rest()

    def _rest(self) -> None:
        """Until the next act of this sitting, or the next sitting."""
        self.is_busy = self._acts_left > 0
        if self.is_busy:
            pause = timedelta(seconds=self._random.uniform(*SECONDS_BETWEEN))
        else:
            pause = timedelta(days=self._random.expovariate(1 / DAYS_BETWEEN_SITTINGS))
        self.next_at = self._now() + pause
        if self._answers_at is not None:
            self.next_at = min(self.next_at, self._answers_at)

    def _arrive(self, card: Card | None) -> None:
        """Go the shortest way to weekly steps."""
        self._acts_left -= 1
        if card is None:
            self._do("opens", Opened(self._now()))
            return
        if weeks.is_of_a_week(card.place) or self._acts_left == 0:
            self._arrives, self._acts_left = False, 0
            return
        if card.writes and self._random.random() < 0.5:
            self._type(card)
        else:
            self._press(card, TOWARDS_STEPS)

    def _answer(self, card: Card | None) -> None:
        """Press something on the card of this week, wherever it stands, or put it off."""
        seen = [one.card for one in self.mailbox.seen if weeks.is_of_a_week(one.card.place)]
        if card is not None and not weeks.is_of_a_week(card.place) and seen:
            card = seen[-1]
        if self._random.random() < PUTS_OFF:
            self._acts_left = 2
            self._do("asks settings", Asked(self._now(), Command.SETTINGS))
            return
        self._press(card, WORD_ON_A_WEEK, usually=0.5)
        if self._random.random() < 0.1:  # a double click (F07)
            self._press(card, WORD_ON_A_WEEK, usually=0.5)

    def _begin_a_sitting(self, card: Card | None) -> None:
        chance = self._random.random()
        if chance < 0.1:
            self._do("opens", Opened(self._now()))
        elif chance < 0.2:
            self._type(card)
        elif chance < 0.3:
            old = [one.card for one in self.mailbox.seen if one.card.choices]
            self._press(self._random.choice(old) if old else card, {})
        else:
            (command,) = self._random.choices([*COMMANDS], [*COMMANDS.values()])
            self._do(f"asks {command}", Asked(self._now(), command))

    def _press_any(self, card: Card | None) -> None:
        if card is not None and card.writes and self._random.random() < 0.7:
            self._type(card)
        else:
            self._press(card, IN_A_SITTING)

    def _press(self, card: Card | None, likes: Mapping[str, float], usually: float = 1) -> None:
        """Choose by lot what a card offers, be it an answer or one of the ways beside it."""
        offered = (*card.choices, *card.controls) if card is not None else ()
        if card is None or card.place is None or not offered:
            self._do("opens", Opened(self._now()))
            return
        weights = [likes.get(one.id, usually) for one in offered]
        (chosen,) = self._random.choices(offered, weights)
        if chosen.id == Command.PAUSE:  # they are asked for how long
            self._acts_left = max(self._acts_left, 1)
        if chosen in card.controls and chosen.id in set(Command):
            self._do(f"asks {chosen.id}", Asked(self._now(), Command(chosen.id), card.place))
            return
        ids = frozenset([chosen.id, *self._more(card, chosen)])
        told = f"clicks {', '.join(sorted(ids))} on {card.place.question or ''}"
        self._do(told.rstrip(), Chose(self._now(), card.place, ids))

    def _more(self, card: Card, chosen: Choice) -> list[str]:
        """What else must be ticked for that to be an answer."""
        if card.several is None or card.several.least < 2:
            return []
        others = [one.id for one in card.choices if one != chosen]
        return self._random.sample(others, min(card.several.least - 1, len(others)))

    def _type(self, card: Card | None) -> None:
        words = self._home if self._random.random() < TELLS_HOME else self._random.choice(WORDS)
        place = card.place if card is not None and self._random.random() < 0.5 else None
        self._do("types words", Typed(self._now(), words, place))

    def _do(self, told: str, event: Event) -> None:
        self._world.trace.fact(f"{self.mailbox.person} {told}")
        self._post.emit(self.mailbox, replace(event, sent_at=event.at))

    def _now(self) -> datetime:
        return self._world.clock.true_time()
