"""The whole conversation, as one pure function.

``advance`` takes the content, where a member stands and what just happened; it returns
where they stand now and what the outside must do about it. It awaits nothing, reads no
clock (events carry their time) and remembers nothing, so a bug report is a list of events
and a test is a function call.

Rule for editors: if a branch needs a database row or a platform name, it does not belong
here. Put the fact on the event or in the state instead.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.catalog import Catalog, Command, Kind, Question
from bot.engine import reading, speech
from bot.engine.effects import KeepAnswer, Say, Turn
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.engine.selecting import next_question, question_before, standing
from bot.engine.speech import Button
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped, Stage, Wrote


def advance(catalog: Catalog, before: Conversation, event: Event) -> Turn:
    """Take one step. Total: every stage and event has an answer, so it never raises."""
    here = at_home(catalog, before)
    match event:
        case Opened():
            return _show(catalog, here)
        case Chose(place=place) if (place.conversation, place.version) != (
            here.id,
            here.version,
        ):
            return _show(catalog, here, note=catalog.say("old-card"))
        case Chose(choices=choices):
            return _choose(catalog, here, choices, event.at)
        case Typed(text=text):
            return _read(catalog, here, text, event.at)
        case Asked(command=command):
            return _COMMANDS[command](catalog, here)
        case _:
            assert_never(event)


def at_home(catalog: Catalog, before: Conversation) -> Conversation:
    """The same place under today's content; a question that is gone gives way (F55)."""
    if before.stage is not Stage.ASKING or before.asking in catalog.questions:
        return before
    return _asking_next(catalog, replace(before, version=before.version + 1))


def _show(
    catalog: Catalog, here: Conversation, note: str = "", *, problem: bool = False
) -> Turn:
    """Say the current card, under a note; nothing changes."""
    return Turn(here, (Say(speech.current(catalog, here, note=note, problem=problem)),))


def _moved(catalog: Catalog, now: Conversation, recap: str = "", note: str = "") -> Turn:
    return Turn(now, (Say(speech.current(catalog, now, recap=recap, note=note)),))


def _choose(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    offered = {choice.id for choice in speech.current(catalog, here).choices}
    if not chosen <= offered:
        return _show(catalog, here, catalog.say("problem.unknown-choice"), problem=True)
    if not chosen:
        return _show(catalog, here, catalog.say("problem.nothing-chosen"), problem=True)
    if here.stage is Stage.ASKING:
        return _tick(catalog, here, chosen, at)
    if len(chosen) > 1:
        return _show(catalog, here, catalog.say("problem.one-only"), problem=True)
    (button,) = chosen
    match Button(button):
        case Button.START:
            return _moved(catalog, _asking_next(catalog, _stepped(here)))
        case Button.ABOUT:
            return _show(catalog, here, catalog.say("welcome.about"))
        case Button.CHANGE_LAST:
            return _back(catalog, here)
        case Button.START_AGAIN:
            return _restart(catalog, here)
        case _ as never:
            assert_never(never)


def _tick(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """Take the ticked choices of the standing question for an answer, or say why not."""
    question = standing(catalog, here)
    if chosen == {speech.NOT_SURE}:
        return _answer(catalog, here, NotSure(), at)
    if chosen == {speech.SKIP}:
        return _answer(catalog, here, Skipped(), at)
    problem = _refusal(catalog, question, chosen)
    if problem:
        return _show(catalog, here, problem, problem=True)
    return _answer(catalog, here, Picked(chosen), at)


def _refusal(catalog: Catalog, question: Question, chosen: frozenset[str]) -> str:
    """Why these choices are no answer together, as one sentence; empty if they are one."""
    if question.kind is not Kind.MULTIPLE and len(chosen) > 1:
        return catalog.say("problem.one-only")
    loners = [
        label for choice, label in speech.alone(catalog, question).items() if choice in chosen
    ]
    if loners and len(chosen) > 1:
        return catalog.say("problem.alone", option=loners[0])
    if not question.least <= len(chosen) <= question.most:
        return catalog.say("problem.how-many", least=question.least, most=question.most)
    return ""


def _answer(catalog: Catalog, here: Conversation, answer: Answer, at: datetime) -> Turn:
    question = standing(catalog, here)
    answered = replace(_stepped(here), answers={**here.answers, question.id: answer})
    now = _asking_next(catalog, answered)
    recap = speech.recap(catalog, here, question, answer)
    kept = KeepAnswer(question.id, answer, catalog.version, at)
    return Turn(now, (kept, *_moved(catalog, now, recap=recap).effects))


def _read(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Typed words: a command, a choice on the card, or an answer in the person's own words."""
    if len(text) > reading.MOST_CHARACTERS:
        return _show(catalog, here, catalog.say("problem.long", most=reading.MOST_CHARACTERS))
    command = reading.command(catalog.lexicon, text)
    if command is not None:
        return _COMMANDS[command](catalog, here)
    offered = speech.current(catalog, here).choices
    named = reading.named(catalog.lexicon, offered, text)
    if named:
        return _choose(catalog, here, named, at)
    if here.stage is Stage.ASKING:
        question = standing(catalog, here)
        meant = reading.options(catalog, question, text)
        if meant and question.kind is Kind.TEXT:
            return _answer(catalog, here, Wrote(text, meant), at)
        if meant:
            return _choose(catalog, here, meant, at)
    counted = reading.counted(offered, text)
    if counted:
        return _choose(catalog, here, counted, at)
    return _show(catalog, here, catalog.say(f"not-understood.{here.stage}"))


def _back(catalog: Catalog, here: Conversation) -> Turn:
    earlier = question_before(catalog, here)
    if earlier is None:
        return _show(catalog, here, catalog.say("back.first"))
    now = replace(_stepped(here), stage=Stage.ASKING, asking=earlier)
    return _moved(catalog, now, note=speech.answer_so_far(catalog, now))


def _why(catalog: Catalog, here: Conversation) -> Turn:
    if here.stage is Stage.ASKING:
        return _show(catalog, here, standing(catalog, here).why)
    return _show(catalog, here, catalog.say(f"{here.stage}.why"))


def _help(catalog: Catalog, here: Conversation) -> Turn:
    return _show(catalog, here, catalog.say("help"))


def _restart(catalog: Catalog, here: Conversation) -> Turn:
    """Begin the next attempt; the old answers stay in the log and count no longer."""
    if not here.answers:
        return _show(catalog, here, catalog.say("restart.nothing"))
    afresh = replace(_stepped(here), attempt=here.attempt + 1, answers={})
    return _moved(catalog, _asking_next(catalog, afresh), note=catalog.say("restart.done"))


def _stepped(here: Conversation) -> Conversation:
    return replace(here, version=here.version + 1)


def _asking_next(catalog: Catalog, here: Conversation) -> Conversation:
    question = next_question(catalog, here.answers)
    stage = Stage.SUMMARY if question is None else Stage.ASKING
    return replace(here, stage=stage, asking=question)


_COMMANDS: dict[Command, Callable[[Catalog, Conversation], Turn]] = {
    Command.BACK: _back,
    Command.WHY: _why,
    Command.HELP: _help,
    Command.RESTART: _restart,
}
