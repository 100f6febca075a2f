"""What a press or typed words do in the rooms of weekly steps, and on the cards of a week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import chain

from bot.cards import Place
from bot.catalog import Catalog, Command
from bot.engine import reading
from bot.engine.commands import COMMANDS
from bot.engine.effects import Say, Turn
from bot.engine.moves import move, passing, show
from bot.engine.plans import nudging, plan_cards, planning
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.plan import CheckIn, Plan, Step
from bot.engine.plans.plan_cards import MOST_IN_A_QUESTION, PlanButton
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times_commands, week_commands, week_rooms, weeks
from bot.engine.weekly.times_rooms import TimeButton, to_put_off
from bot.engine.weekly.values import Question

Choosing = Callable[[Catalog, Conversation, frozenset[str], datetime], Turn]
Pressing = Callable[[Catalog, Conversation, datetime], Turn]
Writing = Callable[[Catalog, Conversation, str, datetime], Turn]

HEARD_IN = frozenset(
    {
        Stage.WEEK,
        Stage.SUMMARY,
        Stage.PLAN,
        Stage.PROGRESS,
        Stage.SETTINGS,
        Stage.RESTING,
        Stage.ENDED,
    }
)
"""Rooms in which typed words such as "done" are a word on this week: a step may have come
there, and nothing else can be meant."""


def press(
    catalog: Catalog, here: Conversation, place: Place, chosen: frozenset[str], at: datetime
) -> Turn:
    """Take a click on the card of a week, whatever room they are in.

    Args:
        catalog: the words.
        here: where they are.
        place: that of the card.
        chosen: on it.
        at: when.
    """
    if here.weekly is None or not weeks.holds(catalog, here, place):
        return old_card(catalog, here)
    if len(chosen) != 1:
        return _refuse(
            catalog, here, "problem.one-only" if chosen else "problem.nothing-chosen"
        )
    (picked,) = chosen
    plan = weeks.today(catalog, here.weekly)
    if picked in set(CheckIn) and plan.week is not None:
        return _check_in(catalog, here, CheckIn(picked), at)
    if picked in _ON_A_WEEK:
        return _ON_A_WEEK[picked](catalog, here, at)
    return _go(catalog, here, plan, picked, at) or _refuse(
        catalog, here, "problem.unknown-choice"
    )


def old_card(catalog: Catalog, here: Conversation) -> Turn:
    """Nothing changes; the card of the week as it is now follows, where there is one."""
    said = catalog.say("old-card")
    return show(catalog, here, said) if here.weekly is None else _say(catalog, here, said)


def heard_as(catalog: Catalog, here: Conversation, text: str) -> frozenset[str]:
    """What typed words say about the week that runs, as what can be chosen."""
    plan = weeks.today(catalog, here.weekly) if here.weekly else None
    if here.weekly is None or plan is None or plan.week is None:
        return frozenset()
    offered = nudging.check_ins(catalog, plan), to_put_off(catalog, here.weekly)
    return reading.named(catalog.lexicon, list(chain(*offered)), text)


def _check_in(catalog: Catalog, here: Conversation, word: CheckIn, at: datetime) -> Turn:
    """Keep a word on the week, and say what it led to."""
    weekly = weeks.of(here)
    back = weeks.asks_back(catalog, weekly)
    said = weeks.checked_in(catalog, weekly, word, at)
    there = passing(replace(here, version=here.version + 1, stage=Stage.WEEK, weekly=said))
    return Turn(there, (Say(week_rooms.after(catalog, there, word, back=back)),))


def _show_answer(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The answer to the self-check on the card that asked it; nothing changes."""
    card = week_rooms.with_answer(catalog, here)
    if card is None:
        return _refuse(catalog, here, "problem.unknown-choice")
    return Turn(here, (Say(card),))


def _go(
    catalog: Catalog, here: Conversation, plan: Plan, picked: str, at: datetime
) -> Turn | None:
    """Where a choice leads that is a command, a step, or the way into another role."""
    if picked in set(Command):
        return COMMANDS[Command(picked)](catalog, here, at)
    if plan_cards.step_of(picked) is not None:
        return move(catalog, replace(here, stage=Stage.STEP, asking=picked), at)
    if picked in catalog.roles and plan.ended:
        return week_commands.towards(catalog, replace(here, chosen=picked), picked, at)
    return None


def _refuse(catalog: Catalog, here: Conversation, key: str) -> Turn:
    return _say(catalog, here, catalog.say(key), problem=True)


def _say(catalog: Catalog, here: Conversation, note: str, *, problem: bool = False) -> Turn:
    """The card of the week under a note; nothing changes, and nobody moves."""
    in_week = passing(replace(here, stage=Stage.WEEK))
    said = show(catalog, in_week, note, problem=problem)
    return replace(said, conversation=here)


def _pick_week(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    return press(catalog, here, weeks.place(here), chosen, at)


def _pick(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """A choice that was offered in another room of weekly steps."""
    (picked,) = chosen
    if picked in _BUTTONS:
        return _BUTTONS[picked](catalog, here, at)
    if picked in _EDITS:
        return _edit(catalog, here, PlanButton(picked), at)
    plan = weeks.today(catalog, weeks.of(here))
    return _go(catalog, here, plan, picked, at) or show(catalog, here)


def _edit(catalog: Catalog, here: Conversation, button: PlanButton, at: datetime) -> Turn:
    """Change the plan, and say where the step is now."""
    weekly, step = weeks.of(here), week_rooms.looked_at(here)
    plan = _EDITS[button](catalog, weeks.today(catalog, weekly), step)
    now = weeks.planned_on(weeks.edited(catalog, weekly, plan), at)
    stage = Stage.STEP if step in plan.upcoming else Stage.PLAN
    there = replace(here, stage=stage, weekly=now)
    return move(catalog, there, at, note=_became(catalog, plan, step, button))


def _became(catalog: Catalog, plan: Plan, step: Step, button: PlanButton) -> str:
    """What became of a step."""
    topic = nudging.topic(catalog, step)
    if button in _SAID:
        return catalog.say(_SAID[button], topic=topic)
    if step not in plan.upcoming:
        return catalog.say("plan.full", topic=topic)
    return catalog.say("plan.is-at", topic=topic, number=plan.upcoming.index(step) + 1)


def _earlier(catalog: Catalog, plan: Plan, step: Step) -> Plan:
    return planning.reorder(catalog, plan, step, plan.upcoming.index(step) - 1)


def _later(catalog: Catalog, plan: Plan, step: Step) -> Plan:
    return planning.reorder(catalog, plan, step, plan.upcoming.index(step) + 1)


def _write(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Keep a question to the mentor, and show it before it goes anywhere."""
    if len(text) > MOST_IN_A_QUESTION:
        problem = catalog.say("stuck.long", most=MOST_IN_A_QUESTION)
        return show(catalog, here, problem, problem=True)
    if not text.strip():
        return show(catalog, here, catalog.say("not-understood.stuck"))
    return _with_question(catalog, here, Question(text, at), at)


def _send(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Let the question go; as long as nobody is there to get it, it stays here."""
    question = weeks.of(here).question
    return _with_question(catalog, here, question and replace(question, sent=True), at)


def _with_question(
    catalog: Catalog, here: Conversation, question: Question | None, at: datetime
) -> Turn:
    weekly = replace(weeks.of(here), question=question)
    return move(catalog, replace(here, stage=Stage.ASKING_MENTOR, weekly=weekly), at)


def _rewrite(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    return move(catalog, replace(here, stage=Stage.STUCK), at)


def _leave(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Back to the week; a question that was not let go is kept no longer."""
    weekly = weeks.of(here)
    question = weekly.question if weekly.question and weekly.question.sent else None
    there = replace(here, stage=Stage.WEEK, weekly=replace(weekly, question=question))
    return move(catalog, there, at, note=catalog.say("stuck.left"))


def _find_mentor(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    return show(catalog, here, catalog.say("coming"))


def _show_step_answer(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The self-check of the step that somebody is stuck with; nothing changes."""
    return Turn(here, (Say(week_rooms.stuck_with_answer(catalog, here)),))


_ON_A_WEEK: dict[str, Pressing] = {
    WeeklyButton.SHOW_ANSWER: _show_answer,
    WeeklyButton.EVERY_WEEK: times_commands.every_week,
    WeeklyButton.EVERY_SECOND: times_commands.every_second,
    TimeButton.SNOOZE: times_commands.snooze,
}
_BUTTONS: dict[str, Pressing] = {
    PlanButton.SEND: _send,
    PlanButton.REWRITE: _rewrite,
    PlanButton.LEAVE: _leave,
    PlanButton.FIND_MENTOR: _find_mentor,
    WeeklyButton.SHOW_ANSWER: _show_step_answer,
}
_EDITS: dict[str, Callable[[Catalog, Plan, Step], Plan]] = {
    PlanButton.PIN: planning.pin,
    PlanButton.UNPIN: planning.unpin,
    PlanButton.EARLIER: _earlier,
    PlanButton.LATER: _later,
    PlanButton.HIDE: planning.hide,
    PlanButton.BRING_BACK: planning.bring_back,
}
_SAID = {
    PlanButton.PIN: "plan.is-pinned",
    PlanButton.UNPIN: "plan.is-unpinned",
    PlanButton.HIDE: "plan.is-left-out",
}

CHOOSING: dict[Stage, Choosing] = {
    Stage.WEEK: _pick_week,
    Stage.PLAN: _pick,
    Stage.STEP: _pick,
    Stage.PROGRESS: _pick,
    Stage.STUCK: _pick,
    Stage.ASKING_MENTOR: _pick,
}
WRITING: dict[Stage, Writing] = {Stage.STUCK: _write}
