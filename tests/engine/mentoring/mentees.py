"""Mentees as a mentor may meet them, for the tests of what is shown of them."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.catalog import Catalog
from bot.engine.mentoring.overview import Listed
from bot.engine.mentoring.seen import Seen, seen
from bot.engine.mentoring.values import Item, Thresholds
from bot.engine.plans.plan import CheckIn
from bot.engine.state import Answer, Conversation, Leaning, Picked, Stage
from bot.engine.weekly.values import Question, Weekly
from tests.engine.weekly.steps import after_weeks, wanted
from tests.fakes.clock import NOON

EVERYTHING = frozenset(Item)
USUAL = Thresholds()
ANSWERS: dict[str, Answer] = {
    "afternoon": Picked(frozenset({"dashboards"})),
    "code": Picked(frozenset({"sql"})),
}
DAY = timedelta(days=1)
ASKED = Question("How do I know when a **chart** is too much?", NOON + 28 * DAY, sent=True)


def at_work(catalog: Catalog, *words: CheckIn) -> Weekly:
    """The steps of somebody who said one word in each of so many weeks, and asks something."""
    weekly = after_weeks(catalog, *words) if words else wanted(catalog)
    return replace(weekly, question=ASKED)


def person(weekly: Weekly | None = None, **fields: object) -> Conversation:
    """Somebody who reaches for the dashboards, with weekly steps or without."""
    made = Conversation(
        id=7,
        version=20,
        stage=Stage.SUMMARY,
        answers=ANSWERS,
        leaning=Leaning("data_analyst", NOON),
        weekly=weekly,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def shown(
    catalog: Catalog,
    here: Conversation | None,
    *items: Item,
    now: datetime = NOON,
    thresholds: Thresholds = USUAL,
    unreachable_since: datetime | None = None,
) -> Seen:
    """What is seen of somebody who shares these, or with none of them everything."""
    shared = frozenset(items) or EVERYTHING
    return seen(catalog, here, shared, now, thresholds, unreachable_since)


def sam(found: Seen, number: int = 4, name: str = "Sam") -> Listed:
    return Listed(number, name, found)
