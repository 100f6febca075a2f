"""Words on a step that has its answer already, before the next one comes.

Another word takes the place of the one before; the same word, or none that can, is answered
with what stands.
"""

from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine import reading
from bot.engine.effects import Say, Turn
from bot.engine.moves import passing, show
from bot.engine.plans import nudging
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import CheckIn, Plan, Week
from bot.engine.plans.plan_cards import OUTCOMES
from bot.engine.plans.reopening import reopened
from bot.engine.plans.rhythm import Mark
from bot.engine.state import Conversation
from bot.engine.weekly import reading_wishes, week_rooms, weeks

HOW_IT_WENT = frozenset({CheckIn.DONE, CheckIn.PARTLY, CheckIn.NOT_YET})
"""Check-ins that cannot be meant of another step than the one that came, which may be seen."""


def corrected(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """What a word on the step before leads to; None if a step runs, or it is no such word."""
    weekly = weeks.of(here)
    plan = weeks.today(catalog, weekly)
    said = _said(catalog, plan, text)
    if plan.week is not None or not plan.past or said is None:
        return None
    last = plan.past[-1]
    opened = reopened(catalog, plan)
    if opened is None or said.isdisjoint(HOW_IT_WENT - {last.check_in}):
        return show(catalog, here, _told(catalog, last, may_change=opened is not None))
    (word,) = said
    again = replace(weekly, plan=opened)
    now = weeks.checked_in(catalog, again, CheckIn(word), at)
    there = passing(replace(here, version=here.version + 1, weekly=now))
    return Turn(there, (Say(week_rooms.after(catalog, there, CheckIn(word), back=False)),))


def _said(catalog: Catalog, plan: Plan, text: str) -> frozenset[str] | None:
    """The word in "I meant not yet"; empty of "undo" alone, and None of anything else."""
    wants, left = reading_wishes.correction(catalog, text)
    if wants and not left:
        return frozenset()
    named = reading.named(catalog.lexicon, nudging.check_ins(catalog, plan), left)
    return named if len(named) == 1 else None


def _told(catalog: Catalog, last: Week, *, may_change: bool) -> str:
    """Which answer the step before has, and how another takes its place, if one can."""
    outcome = catalog.say(OUTCOMES[Mark(last.check_in or Mark.QUIET)])
    told = catalog.say("week.answered", topic=topic(catalog, last.step), outcome=outcome)
    return " ".join([told, *([catalog.say("week.answer-anew")] if may_change else [])])
