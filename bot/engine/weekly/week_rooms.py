"""What is read in the rooms of weekly steps, and what can be chosen there.

The room of the week tells what is true today: the step, or what comes next and when, or that
nothing comes and how to go on. The others show the plan, one step of it, the progress, and the
question of somebody stuck.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.cards import Card, Choice, Place
from bot.catalog import Catalog, Command
from bot.engine.plans import asking_mentors, nudging, plan_cards, stuck_cards
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import CheckIn, Plan, Step
from bot.engine.room import Offer, Room
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times, times_rooms, weeks
from bot.engine.weekly.telling_times import told_next
from bot.engine.weekly.values import Weekly

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

NAMED = "check-in.when"
"""When a step comes that was named just before."""

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
        links=card.links,
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
        told = nudging.word_on_a_step(catalog, plan, shown=False)
        card = _end(catalog, plan, told, nudging.asks(catalog, plan))
    else:
        comes = told_next(catalog, weekly, NAMED)
        card = nudging.after(catalog, plan, check_in, back=back, comes=comes)
        card = _while_away(catalog, weekly, plan, card)
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
        told = nudging.word_on_a_step(catalog, plan, shown=True)
        card = _end(catalog, plan, told, ())
    else:
        comes = told_next(catalog, weekly, NAMED)
        card = nudging.after_a_step(catalog, plan, comes=comes, shown=True)
        card = _while_away(catalog, weekly, plan, card)
    return _of_the_week(catalog, here, card)


def stuck_with_answer(catalog: Catalog, here: Conversation) -> Card:
    """What is said to somebody with a question, with the self-check's answer."""
    return replace(
        _asking_mentor(catalog, here, shown=True),
        place=Place(here.id, here.version, here.asking),
    )


def _with_mentors(catalog: Catalog, here: Conversation, card: Card) -> Card:
    """The card of their question, with what their mentors have to do with it."""
    sent = weeks.of(here).let_go is not None
    return asking_mentors.with_mentors(catalog, card, here.mentors, sent=sent)


def unread(catalog: Catalog, here: Conversation) -> str:
    """That words in the room of the week were not understood, and what can be said there.

    Where nothing comes any more, the card below tells already how to go on.
    """
    weekly = weeks.of(here)
    plan = weeks.today(catalog, weekly)
    if plan.ended:
        return catalog.say("not-understood.week-ended")
    if _none_comes(weekly):
        off = weekly.agenda.due is None
        return catalog.say(f"not-understood.{'week-off' if off else 'week-away'}")
    return catalog.say("not-understood.week" if plan.week else "not-understood.week-between")


def looked_at(here: Conversation) -> Step:
    """The step that is looked at, or one that no plan has."""
    return plan_cards.step_of(here.asking or "") or NO_STEP


def _of_the_week(catalog: Catalog, here: Conversation, card: Card) -> Card:
    controls = (*card.controls, *beside(catalog, card))
    return replace(card, place=weeks.place(here), controls=controls)


def _week(catalog: Catalog, here: Conversation) -> Card:
    """The step of this week, or what comes instead.

    After a break that cut it short, the step is that of before, and when the next one comes.
    """
    weekly = weeks.of(here)
    plan = weeks.today(catalog, weekly)
    if plan.ended:
        return _end(catalog, plan, _check(catalog, weekly, plan), _asks(catalog, weekly, plan))
    if _none_comes(weekly):
        ways = (_way_back(catalog, weekly), *nudging.ways(catalog))
        return Card(body=_told_away(catalog, weekly), choices=ways)
    if plan.week is None:
        return _between(catalog, weekly, plan)
    check = "\n\n".join(_check(catalog, weekly, plan))
    card = nudging.nudge(catalog, plan, check, before=weeks.before(catalog, weekly))
    more = (*times_rooms.to_put_off(catalog, weekly), *_asks(catalog, weekly, plan))
    when = [told_next(catalog, weekly)] if times.is_cut_short(weekly) else []
    return replace(card, body="\n\n".join([*when, card.body]), choices=(*card.choices, *more))


def _between(catalog: Catalog, weekly: Weekly, plan: Plan) -> Card:
    """What comes next and when; before the first week, that it is the first."""
    comes = told_next(catalog, weekly, NAMED)
    told = [*_check(catalog, weekly, plan), *nudging.coming(catalog, plan, comes)]
    if not plan.weeks:
        first = catalog.say("week.first", topic=topic(catalog, plan.upcoming[0]))
        told = [" ".join([first, comes])]
    ask = _asks(catalog, weekly, plan)
    return Card(body="\n\n".join(told), choices=(*nudging.ways(catalog), *ask))


def _check(catalog: Catalog, weekly: Weekly, plan: Plan) -> list[str]:
    """The self-check question, as long as the reply that asked it is what they got last."""
    last = nudging.finished_step(plan) if weekly.asks_oneself else None
    return nudging.self_check(catalog, last.step, shown=False) if last else []


def _asks(catalog: Catalog, weekly: Weekly, plan: Plan) -> tuple[Choice, ...]:
    """The way to its answer, where that question is asked."""
    return nudging.asks(catalog, plan) if weekly.asks_oneself else ()


def _end(catalog: Catalog, plan: Plan, told: list[str], ask: tuple[Choice, ...]) -> Card:
    """The end of the ladder, under what is told of its last step."""
    card = plan_cards.finished(catalog, plan)
    return replace(card, body="\n\n".join([*told, card.body]), choices=(*card.choices, *ask))


def _none_comes(weekly: Weekly) -> bool:
    """Whether no step comes now: they have yet to say when, stopped, or are in a pause."""
    return times.is_draft(weekly) or times.is_away(weekly)


def _told_away(catalog: Catalog, weekly: Weekly) -> str:
    """That the steps are off or rest, what comes next, and how to go on.

    Those of whoever has yet to say when have not begun, and are not off.
    """
    if times.is_draft(weekly):
        return catalog.say("week.not-begun")
    key = "week.stopped" if weekly.agenda.schedule.stopped else "week.resting"
    return " ".join((catalog.say(key), told_next(catalog, weekly)))


def _while_away(catalog: Catalog, weekly: Weekly, plan: Plan, card: Card) -> Card:
    """The same card after a word in a stop or a break: with what comes, and the way back.

    Between two weeks it says already what comes.
    """
    if not times.is_away(weekly):
        return card
    body = card.body if plan.week is None else f"{card.body}\n\n{told_next(catalog, weekly)}"
    return replace(card, body=body, choices=(_way_back(catalog, weekly), *card.choices))


def _way_back(catalog: Catalog, weekly: Weekly) -> Choice:
    """The way on with the steps; before they began, to when they shall come."""
    key = "week.say-when" if times.is_draft(weekly) else "week.come-back"
    return Choice(Command.RESUME, catalog.say(key))


def _plan(catalog: Catalog, here: Conversation) -> Card:
    """The steps to come; where none comes now, that and the way back."""
    weekly = weeks.of(here)
    plan = weeks.today(catalog, weekly)
    if plan.ended or not _none_comes(weekly):
        return plan_cards.whole(catalog, plan)
    card = plan_cards.whole(catalog, plan, away=_told_away(catalog, weekly))
    return replace(card, choices=(*card.choices, _way_back(catalog, weekly)))


def _step(catalog: Catalog, here: Conversation) -> Card:
    plan = weeks.today(catalog, weeks.of(here))
    return plan_cards.one_step(catalog, plan, looked_at(here))


def _progress(catalog: Catalog, here: Conversation) -> Card:
    return plan_cards.progress(catalog, weeks.today(catalog, weeks.of(here)))


def _stuck(catalog: Catalog, here: Conversation) -> Card:
    return stuck_cards.stuck(catalog)


def _asking_mentor(catalog: Catalog, here: Conversation, *, shown: bool = False) -> Card:
    """Their question, with what helps; without one, the request to write it."""
    weekly = weeks.of(here)
    question = weekly.question
    if question is None:
        return stuck_cards.stuck(catalog)
    about, swap = question.about, _swap(catalog, weekly, question.about)
    card = stuck_cards.question(catalog, question.text, about, swap=swap, shown=shown)
    return _with_mentors(catalog, here, card)


def _swap(catalog: Catalog, weekly: Weekly, about: Step | None) -> tuple[Choice, ...]:
    """The swap of a step that is this week's, unless the steps are off or rest."""
    plan = weeks.today(catalog, weekly)
    if plan.week is None or plan.week.step != about or times.is_away(weekly):
        return ()
    return tuple(one for one in nudging.check_ins(catalog, plan) if one.id == CheckIn.SWAP)


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
