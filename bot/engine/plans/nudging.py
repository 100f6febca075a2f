"""The cards of a week: the nudge, and what is said after a check-in.

A nudge holds one step: why it comes now, the task or its small version, one link, what can be
ignored, and the person's own cue. If the week before is still open, it asks how that went;
"done", "partly" and "not yet" then answer that (``planning.looked_back``), and the other
buttons speak of the step that is shown.

Nothing here knows a platform or an hour; what the buttons do is decided in ``planning``.
"""

from dataclasses import replace
from enum import StrEnum

from bot.cards import Card, Choice
from bot.catalog import Catalog, LadderStep
from bot.engine.plans import skills
from bot.engine.plans.opening import Before, head, topic, why
from bot.engine.plans.plan import CheckIn, Plan, Size, Step, Week
from bot.engine.plans.planning import WENT_ON
from bot.engine.plans.rhythm import rhythm
from bot.engine.wording import quoted

FEWEST_FOR_A_RHYTHM = 2
"""Of a single week there is no rhythm to tell."""
FINISHED = WENT_ON | {CheckIn.KNOWN}
"""Words with which a step comes to its end."""


class WeeklyButton(StrEnum):
    """Choices on the cards of a plan that are no check-ins; each has its sentence."""

    SHOW_ANSWER = "show-answer"
    PLAN = "plan"
    PROGRESS = "progress"
    STUCK = "stuck"
    EVERY_WEEK = "every-week"
    EVERY_SECOND = "every-second-week"


LABELS = {
    CheckIn.DONE: "check-in.done",
    CheckIn.PARTLY: "check-in.partly",
    CheckIn.NOT_YET: "check-in.not-yet",
    CheckIn.KNOWN: "check-in.known",
    CheckIn.LIGHTER: "check-in.lighter",
    CheckIn.SWAP: "check-in.swap",
}
_WAYS = {
    WeeklyButton.SHOW_ANSWER: "check-in.show-answer",
    WeeklyButton.PLAN: "plan.open",
    WeeklyButton.PROGRESS: "weeks.open",
    WeeklyButton.STUCK: "stuck.open",
    WeeklyButton.EVERY_WEEK: "week.every-week",
    WeeklyButton.EVERY_SECOND: "week.every-second",
}
_AFTER_DONE = {
    Size.LIGHT: "check-in.after-done-light",
    Size.TASK: "check-in.after-done",
    Size.STRETCH: "check-in.after-done-stretch",
}
_NEXT = {
    Size.LIGHT: "check-in.next-light",
    Size.TASK: "check-in.next",
    Size.STRETCH: "check-in.next-stretch",
}


def nudge(
    catalog: Catalog, plan: Plan, note: str = "", *, before: Before | None = None
) -> Card:
    """The card of the running week.

    Args:
        catalog: today's content.
        plan: at home in it, with a running week.
        note: what to say first; it tells why this step comes now, too.
        before: what its buttons answer first, if it asks back.
    """
    week = plan.week
    found = skills.ladder_step(catalog, week.step) if week else None
    if week is None or found is None:
        return Card(body=note or catalog.say("nudge.nothing"), choices=ways(catalog))
    title = catalog.say("nudge.title", number=week.number, topic=found.topic)
    now = "" if note else why(catalog, plan, week, found, asks_back=before is not None)
    told = [
        *([note] if note else head(catalog, plan, before) if before else []),
        "\n".join([title, now] if now else [title]),
        "\n".join(_work(catalog, week, found)),
        catalog.say("nudge.link", resource=found.resource, url=found.url),
        *_aside(catalog, plan, week),
    ]
    return Card(
        body="\n\n".join(told),
        choices=check_ins(catalog, plan),
        controls=ways(catalog),
        links=(found.url,),
    )


def after(
    catalog: Catalog, plan: Plan, check_in: CheckIn, *, back: bool = False, comes: str = ""
) -> Card:
    """What is said after a check-in.

    Where a step came to an end, its self-check question follows, and then what comes next: the
    card of the next week, if that runs already. Else the nudge is shown as it is now.

    Args:
        catalog: today's content.
        plan: as the check-in left it, at home and with a step to come.
        check_in: the word.
        back: it was a word on the week before.
        comes: the sentence that says when the next step comes, or why none does.
    """
    if check_in in FINISHED:
        return after_a_step(catalog, plan, comes=comes)
    if check_in is CheckIn.NOT_YET:
        return nudge(catalog, plan, _not_yet(catalog, plan, back=back))
    if check_in is CheckIn.LIGHTER:
        return nudge(catalog, plan, catalog.say("check-in.after-lighter"))
    return nudge(catalog, plan, _swapped(catalog, plan))


def after_a_step(catalog: Catalog, plan: Plan, *, comes: str = "", shown: bool = False) -> Card:
    """A warm word, the rhythm, the self-check of the step, and what comes next.

    Args:
        catalog: today's content.
        plan: whose latest step came to its end.
        comes: see ``after``.
        shown: with the answer to the self-check question.
    """
    note = "\n\n".join(word_on_a_step(catalog, plan, shown=shown))
    if not note:
        return nudge(catalog, plan)
    ask = () if shown else asks(catalog, plan)
    if plan.week is not None:
        card = nudge(catalog, plan, note)
        return replace(card, choices=(*card.choices, *ask))
    body = "\n\n".join([note, *coming(catalog, plan, comes)])
    return Card(body=body, choices=(*ways(catalog), *ask))


def word_on_a_step(catalog: Catalog, plan: Plan, *, shown: bool) -> list[str]:
    """A warm word with the rhythm, and the self-check of the step that came to its end."""
    last = finished_step(plan)
    if last is None:
        return []
    word = " ".join((_word(catalog, last), *told_rhythm(catalog, plan)))
    return [word, *self_check(catalog, last.step, shown=shown)]


def finished_step(plan: Plan) -> Week | None:
    """The week whose step came to its end, as long as the latest word is about that."""
    last = plan.past[-1] if plan.past else None
    if last is None or last.check_in not in FINISHED:
        return None
    week = plan.week
    fresh = week is None or (week.check_in is None and _began_with(week, last))
    return last if fresh else None


def asks(catalog: Catalog, plan: Plan) -> tuple[Choice, ...]:
    """The way to the answer of the self-check, where its question can be asked."""
    last = finished_step(plan)
    if last is None or skills.ladder_step(catalog, last.step) is None:
        return ()
    return (button(catalog, WeeklyButton.SHOW_ANSWER),)


def coming(catalog: Catalog, plan: Plan, comes: str) -> list[str]:
    """What the next week holds, and the sentence on when it begins, between two weeks."""
    if plan.ended:
        return []
    told = catalog.say(_NEXT[plan.size], topic=topic(catalog, plan.upcoming[0]))
    return [" ".join(filter(None, (told, comes)))]


def check_ins(catalog: Catalog, plan: Plan) -> tuple[Choice, ...]:
    """The check-in buttons; a last step cannot be swapped."""
    words = [one for one in CheckIn if one is not CheckIn.SWAP or len(plan.upcoming) > 1]
    return tuple(Choice(one, catalog.say(LABELS[one])) for one in words)


def button(catalog: Catalog, name: WeeklyButton) -> Choice:
    """A choice on the cards of a plan that is no check-in."""
    return Choice(name, catalog.say(_WAYS[name]))


def ways(catalog: Catalog, *, here: WeeklyButton | None = None) -> tuple[Choice, ...]:
    """What stands beside the check-ins, without the way to where one is."""
    shown = (WeeklyButton.STUCK, WeeklyButton.PLAN, WeeklyButton.PROGRESS)
    return tuple(button(catalog, name) for name in shown if name is not here)


def told_rhythm(catalog: Catalog, plan: Plan) -> list[str]:
    """The rhythm once there is one; where it is slow, a warm word without any figure."""
    found = rhythm(plan)
    if not found.kept or found.weeks < FEWEST_FOR_A_RHYTHM:
        return []
    if not found.is_steady:
        return [catalog.say("check-in.onward")]
    return [catalog.say("check-in.rhythm", kept=found.kept, weeks=found.weeks)]


def self_check(catalog: Catalog, step: Step, *, shown: bool) -> list[str]:
    """The question to oneself, and its answer once that was asked for."""
    found = skills.ladder_step(catalog, step)
    if found is None:
        return []
    asked = catalog.say("check-in.question", question=found.check)
    answer = [catalog.say("check-in.answer", answer=found.answer)] if shown else []
    return [asked, *answer]


def _work(catalog: Catalog, week: Week, found: LadderStep) -> list[str]:
    """The task with its small version, or that alone first, or something more."""
    task = catalog.say("nudge.task", task=found.task)
    busy = catalog.say("nudge.busy", light=found.light)
    match week.size:
        case Size.LIGHT:
            light = catalog.say("nudge.light", light=found.light)
            return [light, catalog.say("nudge.more-time", task=found.task)]
        case Size.STRETCH:
            return [task, catalog.say("nudge.stretch", stretch=found.stretch), busy]
        case _:
            return [task, busy]


def _aside(catalog: Catalog, plan: Plan, week: Week) -> list[str]:
    """What can be ignored this week, each week another thing, and the person's own cue."""
    role = catalog.roles[week.step.role]
    thing = role.skip[(week.number - 1) % len(role.skip)].what
    cue = [catalog.say("nudge.cue", words=quoted(catalog, plan.cue))] if plan.cue else []
    return [" ".join((catalog.say("nudge.skip", thing=thing), *cue))]


def _began_with(week: Week, last: Week) -> bool:
    """Whether a week began with the word on the step before, and not with a nudge."""
    return week.at == last.at or week.number == last.number


def _word(catalog: Catalog, last: Week) -> str:
    if last.check_in is CheckIn.DONE:
        return catalog.say(_AFTER_DONE[last.size])
    known = last.check_in is CheckIn.KNOWN
    return catalog.say("check-in.after-known" if known else "check-in.after-partly")


def _not_yet(catalog: Catalog, plan: Plan, *, back: bool) -> str:
    """That it is all right; a step that was left twice has gone to the end."""
    last = plan.past[-1] if plan.past else None
    if not back or last is None or plan.week is None:
        return catalog.say("check-in.after-not-yet")
    if last.step == plan.week.step:
        if plan.week.size is not Size.LIGHT:
            return catalog.say("check-in.after-not-yet-as-it-was")
        small = last.size is Size.LIGHT
        key = "check-in.after-not-yet-back-small" if small else "check-in.after-not-yet-back"
        return catalog.say(key)
    return catalog.say("check-in.after-not-yet-moved", topic=topic(catalog, last.step))


def _swapped(catalog: Catalog, plan: Plan) -> str:
    if len(plan.upcoming) < 2:
        return catalog.say("check-in.after-swap-alone")
    return catalog.say("check-in.after-swap", topic=topic(catalog, plan.upcoming[1]))
