"""What a click means: an answer, a button, or a pick in one of the side rooms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cards import NOWHERE, Card
from bot.catalog import Catalog, Command, Question
from bot.engine import comparing, scoring, speech, sure, work_and_wish
from bot.engine.adverts import taking
from bot.engine.commands import COMMANDS
from bot.engine.effects import Forget, KeepAnswer, Say, Turn
from bot.engine.moves import back_on_the_way, go_on, move, show
from bot.engine.own_words import choices as own_choices
from bot.engine.own_words import rooms as own_rooms
from bot.engine.room import Offer
from bot.engine.selecting import is_generalist, standing
from bot.engine.speech import Button
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped, Stage
from bot.engine.weekly import times_choices, times_commands, week_choices, week_commands, weeks

Choosing = Callable[[Catalog, Conversation, frozenset[str], datetime], Turn]
Pressing = Callable[[Catalog, Conversation, datetime], Turn]


def choose(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """Take a click on the current card, or say what is wrong with it."""
    question = speech.changed(chosen)
    if question is not None and question in here.answers and question in catalog.questions:
        return _change(catalog, here, question, at)
    problem = _refusal(catalog, here, speech.offer(catalog, here), chosen)
    if problem:
        return show(catalog, here, problem, problem=True)
    return _ROOMS[here.stage](catalog, here, chosen, at)


def answer(catalog: Catalog, here: Conversation, given: Answer, at: datetime) -> Turn:
    """Keep an answer to the standing question and go on."""
    question = standing(catalog, here)
    answered = replace(here, answers={**here.answers, question.id: given})
    turn = go_on(
        catalog,
        answered,
        at,
        recap=speech.recap(catalog, here, question, given),
        note=_generalist_note(catalog, here, question, given),
    )
    kept = KeepAnswer(question.id, given, catalog.version, at)
    return Turn(turn.conversation, (kept, *turn.effects))


def _refusal(catalog: Catalog, here: Conversation, offer: Offer, chosen: frozenset[str]) -> str:
    """Why these choices cannot be taken together, as one sentence; empty if they can."""
    if not chosen:
        return catalog.say("problem.nothing-chosen")
    if not chosen <= {choice.id for choice in offer.choices}:
        return catalog.say("problem.unknown-choice")
    if offer.several is None:
        return "" if len(chosen) == 1 else catalog.say("problem.one-only")
    alone = speech.alone(catalog, here)
    if len(chosen) == 1 and chosen <= alone:
        return ""
    labels = [choice.label for choice in offer.choices if choice.id in chosen & alone]
    if labels:
        return catalog.say("problem.alone", option=labels[0])
    least, most = offer.several.least, offer.several.most
    if not least <= len(chosen) <= most:
        key = "problem.exactly" if least == most else "problem.how-many"
        return catalog.say(key, number=most, least=least, most=most)
    return ""


def _generalist_note(
    catalog: Catalog, before: Conversation, question: Question, given: Answer
) -> str:
    """What to say to somebody whom this answer has just made a generalist; else nothing."""
    if is_generalist(catalog, {question.id: given}):
        return "" if is_generalist(catalog, before.answers) else catalog.say("generalist")
    return ""


def _tick(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """The room of questions: an answer, a way out, or the earlier answer as it is."""
    if chosen == {Button.RETURN}:
        return _leave_as_it_is(catalog, here, at)
    if chosen == {Button.OWN_WORDS}:
        return own_choices.begin(catalog, here, at)
    if chosen == {speech.NOT_SURE}:
        return answer(catalog, here, NotSure(), at)
    if chosen == {speech.SKIP}:
        return answer(catalog, here, Skipped(), at)
    return answer(catalog, here, Picked(chosen), at)


def _leave_as_it_is(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The earlier answer stays; a list that was read out of own words is a whole one now."""
    question = standing(catalog, here)
    given = here.answers[question.id]
    known = scoring.counted(catalog, {question.id: given}).get(question.id)
    if known and scoring.is_some(question, given):
        return answer(catalog, here, Picked(frozenset(known)), at)
    return go_on(catalog, here, at)


def _press(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """A button: some are commands that can also be typed anywhere."""
    (button,) = chosen
    if button in set(Command):
        return COMMANDS[Command(button)](catalog, here, at)
    return _BUTTONS[Button(button)](catalog, here, at)


def _pick_answer(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    """The room of changes: a question to answer anew, or back out."""
    (picked,) = chosen
    if picked == Button.RETURN:
        return _return(catalog, here, at)
    return _change(catalog, here, picked, at)


def _pick_pair(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    """The room of comparisons: two roles, or back out."""
    if chosen == {Button.RETURN}:
        return _return(catalog, here, at)
    left, right = (role for role in catalog.roles if role in chosen)
    note = comparing.side_by_side(catalog, here, left, right)
    return move(catalog, back_on_the_way(catalog, here), at, note=note)


def _pick_role(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    """The room of one's own choice: a role, or back out."""
    (picked,) = chosen
    if picked == Button.RETURN:
        return _return(catalog, here, at)
    there, note = replace(here, chosen=picked), ""
    if here.weekly is not None and here.weekly.plan.role != picked:
        there = week_commands.with_steps_to(catalog, there, picked, at)
        note = week_commands.led_to(catalog, weeks.of(there), picked)
    return move(catalog, back_on_the_way(catalog, there), at, note=note)


def _change(catalog: Catalog, here: Conversation, question: str, at: datetime) -> Turn:
    """Ask one of the answered questions again."""
    now = replace(here, stage=Stage.ASKING, asking=question)
    return move(catalog, now, at, note=speech.answer_so_far(catalog, now))


def _return(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    return move(catalog, back_on_the_way(catalog, here), at)


def _about(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    return show(catalog, here, catalog.say("welcome.about"))


def choose_oneself(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The room in which one chooses a role oneself."""
    return move(catalog, replace(here, stage=Stage.CHOOSING), at)


def _both(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The role of their work beside the role of their wishes; nothing changes."""
    apart = work_and_wish.apart(catalog, scoring.counted(catalog, here.answers))
    assert apart is not None  # noqa: S101 - else the button is not offered
    return show(catalog, here, comparing.side_by_side(catalog, here, apart.work, apart.wish))


def how_sure(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The honest figure for people like them, and what it rests on."""
    return show(catalog, here, sure.told(catalog, here))


def _with_a_mentor(catalog: Catalog, here: Conversation, _: datetime) -> Turn:
    """Say how a mentor gets to see something; that is decided elsewhere, piece by piece."""
    return show(catalog, here, catalog.say("with-a-mentor"))


def everything(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Somebody wants to answer everything: ask what was left out, and on the way say so."""
    note = "" if here.stage is Stage.SUMMARY else catalog.say("all-questions")
    return go_on(catalog, replace(here, thorough=True), at, note=note)


def _forget(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Delete everything and say goodbye; whoever writes after that is a newcomer.

    The place that is left is higher than any before and of a new attempt, so that no card
    of before fits it and no answer of before counts in it, wherever those are still known.
    """
    empty = Conversation(here.id, version=here.version + 1, attempt=here.attempt + 1)
    farewell = Card(body=catalog.say("forget.done"), place=NOWHERE)
    return Turn(empty, (Forget(), Say(farewell)))


def _keep(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    kept = catalog.say("forget.kept")
    return move(catalog, back_on_the_way(catalog, here), at, note=kept)


_ROOMS: dict[Stage, Choosing] = {
    Stage.WELCOME: _press,
    Stage.ASKING: _tick,
    Stage.SUMMARY: _press,
    Stage.EDITING: _pick_answer,
    Stage.COMPARING: _pick_pair,
    Stage.CHOOSING: _pick_role,
    Stage.FORGETTING: _press,
    Stage.RESTING: _press,
    Stage.ENDED: _press,
    Stage.ADVERT: _press,
    **week_choices.CHOOSING,
    **times_choices.CHOOSING,
    **dict.fromkeys(own_rooms.ROOMS, own_choices.choose),
}

_BUTTONS: dict[Button, Pressing] = {
    Button.START: go_on,
    Button.ABOUT: _about,
    Button.OWN_WORDS: own_choices.begin,
    Button.CHOOSE: choose_oneself,
    Button.BOTH: _both,
    Button.HOW_SURE: how_sure,
    Button.MENTOR: _with_a_mentor,
    Button.MORE: everything,
    Button.RETURN: _return,
    Button.FORGET: _forget,
    Button.KEEP: _keep,
    Button.ANOTHER: taking.open_room,
    Button.DONE_READING: _return,
    Button.WEEK: week_commands.week,
    Button.REPLAN: week_commands.replan,
    Button.STEPS: times_commands.start,
}
