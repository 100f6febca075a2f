"""Catalog values to cards: what can be chosen where, and what is said on the way.

Every sentence that a member reads passes here, ``rooms`` or ``summary``. The words stand in
``content/``; these modules only decide which of them a card needs and put the facts into
their placeholders.
"""

from collections.abc import Callable
from enum import StrEnum

from bot.cards import Card, Choice, Place, Several
from bot.catalog import Catalog, Command, Kind, Question
from bot.engine import rooms, scoring, selecting, summary, work_and_wish
from bot.engine.adverts import cards as advert_cards
from bot.engine.own_words import rooms as own_rooms
from bot.engine.room import Offer
from bot.engine.selecting import Outlook
from bot.engine.state import Answer, Conversation, Stage
from bot.engine.weekly import times, times_rooms, week_rooms, weeks
from bot.engine.wording import answered, clipped

NOT_SURE = "not-sure"
SKIP = "skip"
CHANGING = "edit-"


class Button(StrEnum):
    """Choices that are neither answers nor commands; each has a sentence ``button.…``."""

    START = "start"
    ABOUT = "about"
    OWN_WORDS = "own-words"
    CHOOSE = "choose"
    BOTH = "both"
    HOW_SURE = "how-sure"
    MENTOR = "mentor"
    MORE = "more"
    RETURN = "return"
    WEEK = "week"
    REPLAN = "replan"
    STEPS = "steps"
    FORGET = "forget"
    KEEP = "keep"
    ANOTHER = "another"
    DONE_READING = "done-reading"


WAYS_ROUND = frozenset({NOT_SURE, SKIP, Button.RETURN.value, Button.OWN_WORDS.value})
"""Choices that stand beside the answers to any question and are none."""


def current(
    catalog: Catalog,
    here: Conversation,
    recap: str = "",
    note: str = "",
    *,
    problem: bool = False,
    change: str | None = None,
    ahead: Outlook | None = None,
) -> Card:
    """The card of the place where somebody stands.

    Args:
        catalog: the words.
        here: a place that today's content has.
        recap: one line on the step just finished.
        note: what to say first; the card's own text follows.
        problem: the note says what was wrong with the input.
        change: an answered question for whose answer a button is offered.
        ahead: the outlook of the answers so far, where it is known already.
    """
    seen = bool(note and not recap)  # what follows a finished step is new, also under a note
    if here.stage is Stage.ASKING:
        room = rooms.question(catalog, here, seen=seen, ahead=ahead)
    else:
        room = (rooms.ROOMS_SEEN if seen else rooms.ROOMS)[here.stage](catalog, here)
    offered = offer(catalog, here)
    more = (_change_button(catalog, change),) if _changeable(catalog, here, change) else ()
    return Card(
        body=f"{note}\n\n{room.body}" if note else room.body,
        place=_place(here),
        recap=recap,
        choices=(*offered.choices, *more),
        several=offered.several,
        writes=room.writes,
        progress=room.progress,
        controls=room.controls,
        chart=room.chart,
        result=room.result,
        problem=problem,
        weeks=room.weeks,
        links=room.links,
    )


def offer(catalog: Catalog, here: Conversation) -> Offer:
    """What can be chosen at a place that today's content has."""
    return _OFFERS[here.stage](catalog, here)


def is_way_round(choice: str) -> bool:
    """Whether a choice on a question's card stands beside its answers and is none."""
    return choice in WAYS_ROUND or choice.startswith(CHANGING)


def changing(question: str) -> str:
    """The id of the choice that changes the answer to a question."""
    return f"{CHANGING}{question}"


def changed(chosen: frozenset[str]) -> str | None:
    """The question whose answer is to be changed, if that alone was chosen."""
    match [*chosen]:
        case [choice] if choice.startswith(CHANGING):
            return choice.removeprefix(CHANGING)
        case _:
            return None


def alone(catalog: Catalog, here: Conversation) -> frozenset[str]:
    """The choices of the current card that exclude all others."""
    loners = set(WAYS_ROUND)
    if here.stage is Stage.ASKING:
        question = selecting.standing(catalog, here)
        loners |= {option.id for option in question.options.values() if option.alone}
    return frozenset(loners)


def recap(catalog: Catalog, here: Conversation, question: Question, answer: Answer) -> str:
    """The one line that a finished question becomes: "2. Afternoon: two dashboards"."""
    at = selecting.number(catalog, here)
    told = answered(catalog, question, answer)
    return catalog.say("recap", at=at, name=question.name, answer=told)


def answer_so_far(catalog: Catalog, here: Conversation) -> str:
    """What was answered to the question that stands again."""
    question = selecting.standing(catalog, here)
    told = answered(catalog, question, here.answers[question.id])
    return catalog.say("back.so-far", answer=told)


def begun_again(catalog: Catalog, fresh: Conversation, key: str) -> str:
    """That a new walk begins, and what the one before came to."""
    said = catalog.say(key)
    if fresh.earlier is None:
        return said
    told = summary.leaned(catalog, fresh.earlier) or catalog.say("earlier.undecided")
    return " ".join((said, told))


def _place(here: Conversation) -> Place:
    """The place that the standing card carries; in some rooms it names what stands there."""
    if here.stage is Stage.WEEK:
        return weeks.place(here)
    if here.stage is Stage.ADVERT:
        return Place(here.id, here.version, advert_cards.PLACE)
    return Place(here.id, here.version, here.asking)


def _to_begin(catalog: Catalog, here: Conversation) -> Offer:
    return Offer(_buttons(catalog, Button.START, Button.ABOUT, Button.OWN_WORDS))


def _to_answer(catalog: Catalog, here: Conversation) -> Offer:
    """The options of the standing question, and the ways round it."""
    question = selecting.standing(catalog, here)
    back = (Button.RETURN,) if question.id in here.answers else ()
    instead = () if here.answers else (Button.OWN_WORDS,)
    several = question.kind is Kind.MULTIPLE
    return Offer(
        (*question.choices, *_buttons(catalog, NOT_SURE, SKIP, *instead, *back)),
        Several(question.least, question.most) if several else None,
    )


def _to_go_on(catalog: Catalog, here: Conversation) -> Offer:
    """The ways on from the summary."""
    ticked = scoring.counted(catalog, here.answers)
    led = scoring.speaks(catalog, ticked)
    decided = led or here.chosen in catalog.roles
    shared = (Command.SHARE, Button.MENTOR) if decided else ()
    more = (Button.MORE,) if selecting.open_questions(catalog, here) else ()
    again = catalog.say("button.retake" if decided else "button.tasted")
    steps = _ways_to_steps(catalog, here)
    apart = work_and_wish.apart(catalog, ticked) is not None
    compare = Button.BOTH if apart else Command.COMPARE
    sure = (Button.HOW_SURE,) if led else ()
    ways = (*steps, compare, Command.EDIT, Button.CHOOSE, *shared, *more)
    retake = Choice(Command.RETAKE, again)
    return Offer((*_buttons(catalog, *ways), retake, *_buttons(catalog, *sure)))


def _ways_to_steps(catalog: Catalog, here: Conversation) -> tuple[Button, ...]:
    """To this week's step, and to steps towards the role in force if they lead elsewhere.

    Without any, to the first of them where there is a role.
    """
    role = summary.in_force(catalog, here)
    if here.weekly is None or times.is_draft(here.weekly):
        return () if role is None else (Button.STEPS,)
    elsewhere = role is not None and role.id != here.weekly.plan.role
    return (Button.WEEK, Button.REPLAN) if elsewhere else (Button.WEEK,)


def _to_change(catalog: Catalog, here: Conversation) -> Offer:
    """Every answer so far."""
    asked = [catalog.questions[name] for name in here.answers if name in catalog.questions]
    told = ((one, answered(catalog, one, here.answers[one.id])) for one in asked)
    labels = {
        one.id: catalog.say("edit.answer", name=one.name, answer=answer) for one, answer in told
    }
    return Offer(
        (
            *(Choice(question, clipped(label)) for question, label in labels.items()),
            *_buttons(catalog, Button.RETURN),
        )
    )


def _to_compare(catalog: Catalog, here: Conversation) -> Offer:
    return Offer(_roles(catalog), Several(2, 2))


def _to_choose(catalog: Catalog, here: Conversation) -> Offer:
    return Offer(_roles(catalog))


def _roles(catalog: Catalog) -> tuple[Choice, ...]:
    roles = (Choice(role.id, role.name) for role in catalog.roles.values())
    return (*roles, *_buttons(catalog, Button.RETURN))


def _to_decide(catalog: Catalog, here: Conversation) -> Offer:
    return Offer(_buttons(catalog, Button.FORGET, Button.KEEP))


def _to_paste(catalog: Catalog, here: Conversation) -> Offer:
    """Out of the room for adverts, or on to the next advert."""
    another = () if here.advert is None else (Button.ANOTHER,)
    return Offer(_buttons(catalog, *another, Button.DONE_READING))


def _to_wake(catalog: Catalog, here: Conversation) -> Offer:
    return Offer(_buttons(catalog, Command.RESUME))


def _changeable(catalog: Catalog, here: Conversation, question: str | None) -> bool:
    """Whether an answer can be changed from here: it was given, and we are awake."""
    awake = here.stage in (Stage.ASKING, Stage.SUMMARY)
    return awake and question in here.answers and question in catalog.questions


def _change_button(catalog: Catalog, question: str | None) -> Choice:
    return Choice(changing(question or ""), catalog.say("button.change-that"))


def _buttons(catalog: Catalog, *names: str) -> tuple[Choice, ...]:
    return tuple([catalog.buttons[name] for name in names])


_OFFERS: dict[Stage, Callable[[Catalog, Conversation], Offer]] = {
    Stage.WELCOME: _to_begin,
    Stage.ASKING: _to_answer,
    Stage.SUMMARY: _to_go_on,
    Stage.EDITING: _to_change,
    Stage.COMPARING: _to_compare,
    Stage.CHOOSING: _to_choose,
    Stage.FORGETTING: _to_decide,
    Stage.RESTING: _to_wake,
    Stage.ENDED: _to_wake,
    Stage.ADVERT: _to_paste,
    **week_rooms.OFFERS,
    **times_rooms.OFFERS,
    **own_rooms.OFFERS,
}
