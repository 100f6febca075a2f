"""Words that take another word back: on the step that runs, or on one that has its answer.

On the step that runs they are a word like any other. Before the next one comes, another word
takes the place of the one before; the same word, or none that can, is answered with what
stands. Only who is too busy speaks of the step to come, wherever none runs.
"""

from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine import reading
from bot.engine.effects import Say, Turn
from bot.engine.moves import move, passing, show
from bot.engine.plans import nudging, planning
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
    """What a word on the step before leads to; None if it is no such word.

    While another step runs, it is told what can be said of that (``after_all`` reads the rest).
    """
    weekly = weeks.of(here)
    plan = weeks.today(catalog, weekly)
    said = _said(catalog, plan, text)
    if said is None:
        return None
    if plan.week is not None:
        return show(catalog, here, _told_now(catalog, plan, plan.week))
    if said == {CheckIn.LIGHTER} and not plan.ended:
        return _lighter_ahead(catalog, here, plan, at)
    if not plan.past:
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


def after_all(catalog: Catalog, plan: Plan, text: str) -> frozenset[str]:
    """The word on the week that runs in "actually I did it", or "undo" of a swap; else nothing.

    Right after a word on the step before, it is that one which is taken back.
    """
    if plan.week is None or _is_of_the_step_before(plan, plan.week):
        return frozenset()
    if plan.week.check_in is CheckIn.SWAP and _said(catalog, plan, text) == frozenset():
        return frozenset({CheckIn.SWAP})
    return _behind_words(catalog, plan, text)


def _lighter_ahead(catalog: Catalog, here: Conversation, plan: Plan, at: datetime) -> Turn:
    """The step to come is a small one, and it is told so."""
    weekly = weeks.edited(catalog, weeks.of(here), planning.lighter_ahead(plan))
    note = catalog.say("check-in.next-is-light")
    return move(catalog, replace(here, weekly=weekly), at, note=note)


def _behind_words(catalog: Catalog, plan: Plan, text: str) -> frozenset[str]:
    """The one word behind those that take another back; nothing of a question."""
    if text.rstrip().endswith("?"):
        return frozenset()
    offered = nudging.check_ins(catalog, plan)
    left = reading_wishes.without_correction(catalog, text)
    named = (reading.named(catalog.lexicon, offered, one) for one in left)
    return next((one for one in named if len(one) == 1), frozenset())


def _is_of_the_step_before(plan: Plan, week: Week) -> bool:
    """Whether the latest word was one on another step, with which this week began."""
    if not plan.past or week.check_in is not None:
        return False
    last = plan.past[-1]
    return last.check_in is not None and last.at == week.at and last.step != week.step


def _told_now(catalog: Catalog, plan: Plan, week: Week) -> str:
    """What can be said instead of the latest word, while a step runs."""
    if _is_of_the_step_before(plan, week):
        return catalog.say("week.step-before")
    if week.check_in is CheckIn.LIGHTER:
        return catalog.say("week.stays-small")
    return catalog.say("week.answer-anew")


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
