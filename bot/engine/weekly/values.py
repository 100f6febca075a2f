"""What is kept of somebody's weekly steps: when they come, and which.

The two halves are written by different hands. A round moves the ``Agenda`` on, for thousands at
a time, and touches nothing else; the plan changes only when its person says something. So a
week that has begun since then is not in the plan yet: ``nudged`` counts how many, and
``planning.next_week`` is to be applied so often (``Weekly.today`` does).
"""

from dataclasses import dataclass
from datetime import datetime

from bot.engine.plans.plan import Plan, Step
from bot.engine.schedule import Due, Latest, Schedule


@dataclass(frozen=True, slots=True)
class Agenda:
    """When somebody gets what.

    Attributes:
        schedule: what they want.
        due: what comes next; None if nothing will until they change something.
        latest: the latest period that is over with; None before the first.
        nudged: how many nudges were written since their plan was stored.
        silent: weeks in a row that were asked about and that they said nothing in.
        asked: they were asked in this silence whether the rhythm suits them.
    """

    schedule: Schedule
    due: Due | None = None
    latest: Latest | None = None
    nudged: int = 0
    silent: int = 0
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody stuck would like to know.

    Attributes:
        text: in their words.
        at: when they wrote it; aware, UTC.
        sent: they let it go to their mentors.
        about: the step that was the first to come then; None after the last one, and of
            questions that were kept before steps were noted with them.
    """

    text: str
    at: datetime
    sent: bool = False
    about: Step | None = None


@dataclass(frozen=True, slots=True)
class Weekly:
    """Everything about somebody's weekly steps.

    Attributes:
        plan: which steps, as their last word left it.
        agenda: when.
        version: grows with every word on a week; with ``agenda.nudged`` it names the week that
            a card belongs to, see ``week``.
        question: what they would like to know, or None.
        asked_zone: a zone that nobody knows, once they were asked for theirs because of it.
        asks_oneself: what they got last is the reply to a word on a week, which may hold a
            question to themselves.
    """

    plan: Plan
    agenda: Agenda
    version: int = 0
    question: Question | None = None
    asked_zone: str = ""
    asks_oneself: bool = False

    @property
    def begun(self) -> bool:
        """Whether a step has come yet."""
        return self.agenda.nudged > 0 or self.plan.weeks > 0

    @property
    def let_go(self) -> Question | None:
        """The question that mentors may read with whom they share their words, or None."""
        return self.question if self.question is not None and self.question.sent else None

    @property
    def week(self) -> int:
        """The number that cards of this week carry; no card of before carries it."""
        return self.version + self.agenda.nudged
