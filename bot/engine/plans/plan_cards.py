"""The cards round a plan: the plan itself, one of its steps, its end, the progress.

Each takes a plan that is at home in today's content and says it; what a choice on them does
is decided in ``planning``, and ``step_of`` tells which step it means.
"""

from dataclasses import replace
from enum import StrEnum

from bot.cards import Card, Choice, WeekMark
from bot.catalog import Catalog, Role
from bot.engine.plans import skills
from bot.engine.plans.nudging import WeeklyButton, button, ways
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import Plan, Step
from bot.engine.plans.planning import WENT_ON
from bot.engine.plans.rhythm import Mark, cells, rhythm
from bot.engine.wording import listed

STEP = "step."


class PlanButton(StrEnum):
    """What can be done with a step of the plan, or with the question of somebody stuck."""

    PIN = "pin"
    UNPIN = "unpin"
    EARLIER = "earlier"
    LATER = "later"
    HIDE = "hide"
    BRING_BACK = "bring-back"
    REWRITE = "rewrite"
    DROP = "drop"
    LEAVE = "leave"
    SEND = "send"
    FIND_MENTOR = "find-mentor"


_LABELS = {
    PlanButton.PIN: "plan.pin",
    PlanButton.UNPIN: "plan.unpin",
    PlanButton.EARLIER: "plan.earlier",
    PlanButton.LATER: "plan.later",
    PlanButton.HIDE: "plan.hide",
    PlanButton.BRING_BACK: "plan.bring-back",
    PlanButton.REWRITE: "stuck.rewrite",
    PlanButton.DROP: "stuck.drop",
    PlanButton.LEAVE: "stuck.leave",
    PlanButton.SEND: "helped.send",
    PlanButton.FIND_MENTOR: "helped.find-mentor",
}
_ENDS = {0: "plan.nothing-left", 1: "plan.finished-one"}
"""What the end of a plan says after so few steps."""
_LINES = {
    (False, False): "plan.line",
    (False, True): "plan.line-pinned",
    (True, False): "plan.line-now",
    (True, True): "plan.line-now-pinned",
}
"""A step of the list, by whether it is this week's and whether it is pinned."""
OUTCOMES = {
    Mark.DONE: "weeks.done",
    Mark.PARTLY: "weeks.partly",
    Mark.NOT_YET: "weeks.not-yet",
    Mark.KNOWN: "weeks.known",
    Mark.LIGHTER: "weeks.lighter",
    Mark.SWAP: "weeks.swap",
    Mark.QUIET: "weeks.quiet",
    Mark.REST: "weeks.rest",
    Mark.NOW: "weeks.now",
}


def whole(catalog: Catalog, plan: Plan, *, away: str = "") -> Card:
    """The steps to come as a list, each to be picked; an ended plan says so instead.

    What is known or was left out can be picked as well, to be brought back.

    Args:
        catalog: today's content.
        plan: at home in it.
        away: that nothing comes now, in words; then no step is that of this week.
    """
    if plan.ended:
        return _nothing_to_come(catalog, plan)
    shown = replace(plan, week=None) if away else plan
    lines = [line(catalog, shown, at, step) for at, step in enumerate(plan.upcoming, start=1)]
    title = catalog.say("plan.title", role=catalog.roles[plan.role].noun)
    told = [away, "\n".join([title, *lines]), *_aside(catalog, plan), catalog.say("plan.how")]
    return Card(
        body="\n\n".join(filter(None, told)),
        choices=_steps(catalog, plan),
        controls=ways(catalog, here=WeeklyButton.PLAN),
    )


def one_step(catalog: Catalog, plan: Plan, step: Step) -> Card:
    """One step with what can be done with it; of one that is gone, the plan."""
    found = skills.ladder_step(catalog, step)
    offered = offered_for(plan, step)
    if found is None or not offered:
        return whole(catalog, plan)
    buttons = tuple(Choice(one, catalog.say(_LABELS[one])) for one in offered)
    return Card(
        body=catalog.say("plan.step", topic=found.topic, task=found.task),
        choices=(*buttons, button(catalog, WeeklyButton.PLAN)),
    )


def finished(catalog: Catalog, plan: Plan) -> Card:
    """The end of the ladder: something to show for it, and where one could go from there.

    What can be brought back stands in the plan.
    """
    role = catalog.roles.get(plan.role)
    if role is None:
        roles = tuple(_go_on(catalog, one) for one in catalog.roles.values())
        return Card(body=catalog.say("plan.role-gone"), choices=roles)
    done = len(_worked_through(plan))
    key = _ENDS.get(done, "plan.finished")
    project = role.portfolio[0]
    near = _next_doors(catalog, plan, role)
    told = [
        catalog.say(key, role=role.noun, number=done),
        catalog.say("plan.show-it", title=project.title, text=project.text),
        *(_next_door(catalog, role, one) for one in near[:1]),
        catalog.say("plan.quiet"),
    ]
    to_plan = (WeeklyButton.PLAN,) if _steps(catalog, plan) else ()
    return Card(
        body="\n\n".join(told),
        choices=tuple(_go_on(catalog, one) for one in near),
        controls=tuple(button(catalog, one) for one in (*to_plan, WeeklyButton.PROGRESS)),
    )


def progress(catalog: Catalog, plan: Plan) -> Card:
    """The last twelve weeks, a line for each; ``rhythm.cells`` has them as values."""
    told = [
        catalog.say(
            "weeks.week",
            number=cell.number,
            topic=topic(catalog, cell.step),
            outcome=catalog.say(OUTCOMES[cell.mark]),
        )
        for cell in cells(plan)
    ]
    if not told:
        return Card(
            body=catalog.say("weeks.nothing"), choices=ways(catalog, here=WeeklyButton.PROGRESS)
        )
    ahead = catalog.say("weeks.ahead", number=len(plan.upcoming))
    aside = " ".join([*_kept(catalog, plan), ahead])
    lines = "\n".join([catalog.say("weeks.title"), *told])
    return Card(
        body=f"{lines}\n\n{aside}",
        choices=ways(catalog, here=WeeklyButton.PROGRESS),
        weeks=tuple(
            WeekMark(cell.number, topic(catalog, cell.step), cell.mark, cell.kept)
            for cell in cells(plan)
        ),
    )


def _nothing_to_come(catalog: Catalog, plan: Plan) -> Card:
    """The end of the ladder, with every step that can be brought back."""
    card = finished(catalog, plan)
    return replace(
        card,
        body="\n\n".join([card.body, *_aside(catalog, plan)]),
        choices=(*card.choices, *_steps(catalog, plan)),
        controls=(button(catalog, WeeklyButton.PROGRESS),),
    )


def choice_of(step: Step) -> str:
    """The id of the choice that picks a step."""
    return f"{STEP}{step.role}.{step.rung}"


def step_of(choice: str) -> Step | None:
    """The step that a choice picks, if it is such a choice."""
    role, _, rung = choice.removeprefix(STEP).rpartition(".")
    if not choice.startswith(STEP) or not role or not rung:
        return None
    return Step(role, rung)


def _kept(catalog: Catalog, plan: Plan) -> list[str]:
    """In how many of the last weeks there was a word, once there was one; few are no debt."""
    found = rhythm(plan)
    if not found.kept:
        return []
    key = "weeks.rhythm" if found.weeks > 1 else "weeks.rhythm-first"
    lasting = [] if found.is_steady else [catalog.say("weeks.lasting")]
    return [catalog.say(key, kept=found.kept, weeks=found.weeks), *lasting]


def _worked_through(plan: Plan) -> frozenset[Step]:
    """The steps of the plan's own role that were done, or enough of them."""
    done = (week.step for week in plan.past if week.check_in in WENT_ON)
    return frozenset(step for step in done if step.role == plan.role)


def line(catalog: Catalog, plan: Plan, at: int, step: Step) -> str:
    """A step of the list, with what is special about it."""
    runs = plan.week is not None and plan.week.number not in plan.rested
    is_now, is_pinned = runs and at == 1, step in plan.pins
    return catalog.say(_LINES[is_now, is_pinned], number=at, topic=topic(catalog, step))


def _aside(catalog: Catalog, plan: Plan) -> list[str]:
    """What is known and what was left out, as far as something is."""
    told = (("plan.known", plan.known), ("plan.left-out", plan.hidden))
    topics = {
        key: [topic(catalog, step) for step in in_order(catalog, plan, steps)]
        for key, steps in told
    }
    return [
        catalog.say(key, topics=listed(catalog, names))
        for key, names in topics.items()
        if names
    ]


def in_order(catalog: Catalog, plan: Plan, steps: frozenset[Step]) -> list[Step]:
    """Those of the plan's own role that today's content has, in the ladder's order."""
    found = (step for step in steps if skills.ladder_step(catalog, step) is not None)
    own = (step for step in found if step.role == plan.role)
    return sorted(own, key=lambda step: skills.place(catalog, step))


def _steps(catalog: Catalog, plan: Plan) -> tuple[Choice, ...]:
    """Every step that something can be done with."""
    aside = in_order(catalog, plan, plan.hidden | plan.known)
    shown = (*plan.upcoming, *aside)
    return tuple(Choice(choice_of(step), topic(catalog, step)) for step in shown)


def offered_for(plan: Plan, step: Step) -> tuple[PlanButton, ...]:
    """What can be done with a step; the running week's stays where it is."""
    if step in plan.hidden | plan.known:
        return (PlanButton.BRING_BACK,)
    if step not in plan.upcoming:
        return ()
    place, last = plan.upcoming.index(step), len(plan.upcoming) - 1
    first = 0 if plan.week is None else 1
    pin = PlanButton.UNPIN if step in plan.pins else PlanButton.PIN
    earlier = (PlanButton.EARLIER,) if place > first else ()
    later = (PlanButton.LATER,) if first <= place < last else ()
    return (pin, *earlier, *later, PlanButton.HIDE)


def _next_doors(catalog: Catalog, plan: Plan, role: Role) -> list[Role]:
    """The neighbouring roles, those first that the person has not walked yet."""
    walked = {week.step.role for week in plan.past}
    roles = [catalog.roles[name] for name in role.neighbours if name in catalog.roles]
    return sorted(roles, key=lambda one: one.id in walked)


def _next_door(catalog: Catalog, role: Role, near: Role) -> str:
    difference = role.neighbours[near.id].difference
    return catalog.say("plan.next-door", role=near.noun, difference=difference)


def _go_on(catalog: Catalog, role: Role) -> Choice:
    return Choice(role.id, catalog.say("plan.go-on", role=role.noun))


def labelled(catalog: Catalog, *names: PlanButton) -> tuple[Choice, ...]:
    """These buttons with their words."""
    return tuple(Choice(name, catalog.say(_LABELS[name])) for name in names)
