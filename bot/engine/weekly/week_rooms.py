"""What is read in the rooms of weekly steps, and what can be chosen there.

The room of the week tells what is true today: the step, or what comes next and when, or that
nothing comes and how to go on. The others show the plan, one step of it, the progress, and the
question of somebody stuck.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.cards import Card, Choice, Place
from bot.catalog import Catalog, Command
from bot.engine.plans import asking_mentors, nudging, plan_cards
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import CheckIn, Plan, Step
from bot.engine.room import Offer, Room
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times, times_rooms, weeks
from bot.engine.weekly.telling import step_comes, told_when
from bot.engine.weekly.values import Agenda

BEHIND: dict[Stage, Stage] = {
    Stage.STEP: Stage.PLAN,
    Stage.PLAN: Stage.WEEK,
    Stage.PROGRESS: Stage.WEEK,
    Stage.STUCK: Stage.WEEK,
    Stage.ASKING_MENTOR: Stage.WEEK,
}
"""Where the way back leads from a room; from the week it leads out."""

NO_STEP = Step(role="", rung="")
"""No plan has it."""

_BESIDE_A_WEEK = (Command.SETTINGS, Command.HELP)
"""With the ways to the plan, as many as a menu has room for everywhere."""
_BESIDE_LITTLE = (Command.SUMMARY, *_BESIDE_A_WEEK)
"""Where those ways are choices."""
_BESIDE_THE_REST = (Command.BACK, Command.HELP)


def room(catalog: Catalog, here: Conversation) -> Room:
    """What is read in a room of weekly steps."""
    card = _CARDS[here.stage](catalog, here)
    away = tuple(catalog.commands[command] for command in _BESIDE_THE_REST)
    return Room(
        card.body,
        (*card.controls, *(beside(catalog, card) if here.stage is Stage.WEEK else away)),
        writes=card.writes,
        weeks=card.weeks,
    )


def beside(catalog: Catalog, card: Card) -> tuple[Choice, ...]:
    """What stands beside a week's card, after its own controls."""
    commands = _BESIDE_A_WEEK if card.controls else _BESIDE_LITTLE
    return tuple(catalog.commands[command] for command in commands)


def offer(catalog: Catalog, here: Conversation) -> Offer:
    """What can be chosen in a room of weekly steps."""
    return Offer(_CARDS[here.stage](catalog, here).choices)


def after(catalog: Catalog, here: Conversation, check_in: CheckIn, *, back: bool) -> Card:
    """What is said after a check-in.

    Args:
        catalog: the words.
        here: as the check-in left it.
        check_in: the word.
        back: it was a word on the week before.
    """
    weekly = weeks.of(here)
    plan = weeks.today(catalog, weekly)
    if plan.ended:
        card = _end(catalog, plan)
    else:
        when = told_when(catalog, weekly.agenda)
        card = nudging.after(catalog, plan, check_in, back=back, when=when)
    return _of_the_week(catalog, here, card)


def with_answer(catalog: Catalog, here: Conversation) -> Card | None:
    """What was said after the latest step, with the answer to its self-check.

    None if no step has just come to its end.
    """
    weekly = weeks.of(here)
    plan = weeks.today(catalog, weekly)
    if not nudging.asks(catalog, plan):
        return None
    if plan.ended:
        card = _end(catalog, plan, shown=True)
    else:
        when = told_when(catalog, weekly.agenda)
        card = nudging.after_a_step(catalog, plan, when=when, shown=True)
    return _of_the_week(catalog, here, card)


def stuck_with_answer(catalog: Catalog, here: Conversation) -> Card:
    """What is said to somebody with a question, with the self-check's answer."""
    weekly = weeks.of(here)
    words = weekly.question.text if weekly.question else ""
    plan = weeks.today(catalog, weekly)
    return replace(
        _with_mentors(catalog, here, plan_cards.question(catalog, plan, words, shown=True)),
        place=Place(here.id, here.version, here.asking),
    )


def _with_mentors(catalog: Catalog, here: Conversation, card: Card) -> Card:
    """The card of their question, with what their mentors have to do with it."""
    question = weeks.of(here).question
    sent = question is not None and question.sent
    return asking_mentors.with_mentors(catalog, card, here.mentors, sent=sent)


def looked_at(here: Conversation) -> Step:
    """The step that is looked at, or one that no plan has."""
    return plan_cards.step_of(here.asking or "") or NO_STEP


def _of_the_week(catalog: Catalog, here: Conversation, card: Card) -> Card:
    controls = (*card.controls, *beside(catalog, card))
    return replace(card, place=weeks.place(here), controls=controls)


def _week(catalog: Catalog, here: Conversation) -> Card:
    """The step of this week, or what comes instead."""
    weekly = weeks.of(here)
    plan, agenda = weeks.today(catalog, weekly), weekly.agenda
    if plan.ended:
        return _end(catalog, plan)
    if agenda.schedule.stopped:
        return _off(catalog, [catalog.say("week.stopped")])
    if times.has_pause(weekly):
        next_on = _next_on(catalog, agenda, step_comes(weekly))
        return _off(catalog, [catalog.say("week.resting"), *next_on])
    if plan.week is None:
        return _between(catalog, plan, agenda)
    check = "\n\n".join(_check(catalog, plan))
    card = nudging.nudge(catalog, plan, check, before=weeks.before(catalog, weekly))
    more = (*times_rooms.to_put_off(catalog, weekly), *nudging.asks(catalog, plan))
    return replace(card, choices=(*card.choices, *more))


def _between(catalog: Catalog, plan: Plan, agenda: Agenda) -> Card:
    """What comes next and when; before the first week, that it is the first."""
    when = told_when(catalog, agenda)
    told = [*_check(catalog, plan), *nudging.coming(catalog, plan, when)]
    if not plan.weeks:
        first = catalog.say("week.first", topic=topic(catalog, plan.upcoming[0]))
        told = [" ".join([first, *_next_on(catalog, agenda, "check-in.when")])]
    ask = nudging.asks(catalog, plan)
    return Card(body="\n\n".join(told), choices=(*nudging.ways(catalog), *ask))


def _check(catalog: Catalog, plan: Plan) -> list[str]:
    """The self-check question of the step that has just come to its end."""
    last = nudging.finished_step(plan)
    return nudging.self_check(catalog, last.step, shown=False) if last else []


def _end(catalog: Catalog, plan: Plan, *, shown: bool = False) -> Card:
    """The end of the ladder, under the word on its last step."""
    word = nudging.word_on_a_step(catalog, plan, shown=shown)
    card = plan_cards.finished(catalog, plan)
    ask = () if shown else nudging.asks(catalog, plan)
    return replace(card, body="\n\n".join([*word, card.body]), choices=(*card.choices, *ask))


def _off(catalog: Catalog, told: list[str]) -> Card:
    """That nothing comes for now, and how to go on."""
    back = Choice(Command.RESUME, catalog.say("week.come-back"))
    return Card(body=" ".join(told), choices=(back, *nudging.ways(catalog)))


def _next_on(catalog: Catalog, agenda: Agenda, key: str) -> list[str]:
    """The sentence that says when the next step comes, if one does."""
    when = told_when(catalog, agenda)
    return [catalog.say(key, when=when)] if when else []


def _plan(catalog: Catalog, here: Conversation) -> Card:
    return plan_cards.whole(catalog, weeks.today(catalog, weeks.of(here)))


def _step(catalog: Catalog, here: Conversation) -> Card:
    plan = weeks.today(catalog, weeks.of(here))
    return plan_cards.one_step(catalog, plan, looked_at(here))


def _progress(catalog: Catalog, here: Conversation) -> Card:
    return plan_cards.progress(catalog, weeks.today(catalog, weeks.of(here)))


def _stuck(catalog: Catalog, here: Conversation) -> Card:
    return plan_cards.stuck(catalog)


def _asking_mentor(catalog: Catalog, here: Conversation) -> Card:
    """Their question, with what helps; without one, the request to write it."""
    weekly = weeks.of(here)
    question = weekly.question
    if question is None:
        return plan_cards.stuck(catalog)
    card = plan_cards.question(catalog, weeks.today(catalog, weekly), question.text)
    return _with_mentors(catalog, here, card)


_CARDS: dict[Stage, Callable[[Catalog, Conversation], Card]] = {
    Stage.WEEK: _week,
    Stage.PLAN: _plan,
    Stage.STEP: _step,
    Stage.PROGRESS: _progress,
    Stage.STUCK: _stuck,
    Stage.ASKING_MENTOR: _asking_mentor,
}

ROOMS: dict[Stage, Callable[[Catalog, Conversation], Room]] = dict.fromkeys(_CARDS, room)
OFFERS: dict[Stage, Callable[[Catalog, Conversation], Offer]] = dict.fromkeys(_CARDS, offer)
