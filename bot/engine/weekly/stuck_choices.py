"""What somebody stuck can do: write their question down, and take what helps them on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.catalog.words import words
from bot.engine.effects import Say, Turn
from bot.engine.moves import move, show
from bot.engine.plans import skipping
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.plan import CheckIn
from bot.engine.plans.plan_cards import PlanButton
from bot.engine.plans.stuck_cards import MOST_IN_A_QUESTION
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import week_rooms, week_turns, weeks
from bot.engine.weekly.values import Question

LEAST_WORDS = 3
"""A text of fewer words adds to a question only if it asks something."""


def choose(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """One of the choices below the question, or below the request to write it."""
    (picked,) = chosen
    return _CHOICES[picked](catalog, here, at)


def write(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Keep a question on the step that is the first to come, and show it with what helps."""
    about = next(iter(weeks.today(catalog, weeks.of(here)).upcoming), None)
    return _keep(catalog, here, Question(text, at, about=about))


def _keep(catalog: Catalog, here: Conversation, asked: Question) -> Turn:
    """The question on its card; one that is empty or too long is asked for again."""
    text = asked.text
    if len(text) > MOST_IN_A_QUESTION:
        problem = catalog.say("stuck.long", most=MOST_IN_A_QUESTION)
        return show(catalog, here, problem, problem=True)
    if not text.strip():
        return show(catalog, here, catalog.say("not-understood.stuck"))
    before = weeks.of(here)
    plan = skipping.asked_about(before.plan, before.agenda.nudged)
    weekly = replace(before, plan=plan, question=asked)
    return move(catalog, replace(here, stage=Stage.ASKING_MENTOR, weekly=weekly), asked.at)


def add(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """More words on the card of a question belong to it; a few may be thanks, and count not."""
    if len(words(text)) < LEAST_WORDS and not text.rstrip().endswith("?"):
        return show(catalog, here, catalog.say(f"not-understood.{here.stage}"))
    before = weeks.of(here).question
    if before is None:
        return write(catalog, here, text, at)
    return _keep(catalog, here, Question(f"{before.text} {text}", at, about=before.about))


def _rewrite(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask for it anew; until then the one of before is kept."""
    return move(catalog, replace(here, stage=Stage.STUCK), at)


def _drop(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Back to the week; nothing is kept of the question."""
    weekly = replace(weeks.of(here), question=None)
    there = replace(here, stage=Stage.WEEK, weekly=weekly)
    return move(catalog, there, at, note=catalog.say("stuck.dropped"))


def _leave(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Back to the week; a question that was written is kept."""
    there = replace(here, stage=Stage.WEEK)
    return move(catalog, there, at, note=catalog.say("stuck.left"))


def _swap(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Another step, for whom this one leads nowhere."""
    return week_turns.check_in(catalog, here, weeks.place(here), CheckIn.SWAP, at)


def _show_answer(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The answer to the step's self-check; nothing changes."""
    return Turn(here, (Say(week_rooms.stuck_with_answer(catalog, here)),))


def _send(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Let the question go: mentors who may read it see it first of all."""
    weekly = weeks.of(here)
    question = weekly.question and replace(weekly.question, sent=True)
    return move(catalog, replace(here, weekly=replace(weekly, question=question)), at)


def _find_mentor(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """How to ask for one; nothing changes."""
    return show(catalog, here, catalog.say("helped.how-to-ask"))


_CHOICES: dict[str, Callable[[Catalog, Conversation, datetime], Turn]] = {
    PlanButton.REWRITE: _rewrite,
    PlanButton.DROP: _drop,
    PlanButton.LEAVE: _leave,
    PlanButton.SEND: _send,
    PlanButton.FIND_MENTOR: _find_mentor,
    CheckIn.SWAP: _swap,
    WeeklyButton.SHOW_ANSWER: _show_answer,
}
