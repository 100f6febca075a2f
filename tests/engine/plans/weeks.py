"""People who live through weeks, and editions of the ladders, for the tests of plans."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.cards import Card
from bot.catalog import Catalog, LadderStep, Role
from bot.engine.plans import nudging, plan_cards, planning, stuck_cards
from bot.engine.plans.plan import CheckIn, Plan, Step
from bot.engine.state import Answer, Picked
from tests.fakes.clock import NOON

ANALYST, ENGINEER = "data_analyst", "data_engineer"
AT_WORK: dict[str, Answer] = {
    "activities": Picked(frozenset({"infrastructure"})),
    "code": Picked(frozenset({"sql", "python", "bash"})),
    "stack": Picked(frozenset({"orchestration", "containers"})),
}
"""Somebody who runs data systems and knows SQL."""


def analyst(catalog: Catalog, weeks: int = 1) -> Plan:
    """A newcomer on the way to data analyst in their week of this number; all before done."""
    plan = planning.begin(catalog, ANALYST, {}, cue="after Tuesday's stand-up")
    for _ in range(weeks - 1):
        plan = said(catalog, planning.next_week(catalog, plan, NOON), CheckIn.DONE)
    return planning.next_week(catalog, plan, NOON) if weeks else plan


def said(catalog: Catalog, plan: Plan, *words: CheckIn, early: bool = False) -> Plan:
    for word in words:
        plan = planning.checked_in(catalog, plan, word, NOON, early=early)
    return plan


def step(rung: int, role: str = ANALYST) -> Step:
    return Step(role, f"{rung}")


def weeks_of(plan: Plan) -> list[int]:
    return [int(step.rung) for step in plan.upcoming]


def with_ladder(catalog: Catalog, role: Role, weeks: int) -> Catalog:
    """An edition in which a role's ladder has so many weeks."""
    last = role.ladder[-1]
    more = [replace(last, id=f"{at}") for at in range(len(role.ladder) + 1, weeks + 1)]
    return with_rungs(catalog, role, (*role.ladder, *more)[:weeks])


def with_rungs(catalog: Catalog, role: Role, ladder: Sequence[LadderStep]) -> Catalog:
    """An edition in which a role's ladder has these steps."""
    edited = replace(role, ladder=tuple(ladder))
    return replace(catalog, roles={**catalog.roles, role.id: edited})


def without_role(catalog: Catalog, gone: str) -> Catalog:
    return replace(
        catalog, roles={name: one for name, one in catalog.roles.items() if name != gone}
    )


def edition(shipped: Catalog, random: Random) -> Catalog:
    """The shipped content with one thing changed, or as it is."""
    role = random.choice([*shipped.roles.values()])
    match random.randrange(5):
        case 0:
            return with_ladder(shipped, role, random.randint(1, 11))
        case 1:
            return with_ladder(shipped, role, random.randint(13, 15))
        case 2:
            return with_rungs(shipped, role, random.sample(role.ladder, 12))
        case 3:
            return without_last_weight(without_role(shipped, role.id), shipped, role.id)
        case _:
            return shipped


def without_last_weight(catalog: Catalog, shipped: Catalog, gone: str) -> Catalog:
    """The weights of an edition without a role: one number less in each vector."""
    place = [*shipped.roles].index(gone)

    def shorter(vector: tuple[float, ...]) -> tuple[float, ...]:
        return (*vector[:place], *vector[place + 1 :])

    options = {
        question: {option: shorter(vector) for option, vector in listed.items()}
        for question, listed in shipped.weights.options.items()
    }
    return replace(catalog, weights=replace(shipped.weights, options=options))


@dataclass(frozen=True, slots=True)
class Lived:
    """One thing that happened to a plan: under which content, what it was, what came of it."""

    content: Catalog
    before: Plan
    act: str
    step: Step
    after: Plan
    cards: tuple[Card, ...]


ACTS = (
    *(f"say {word}" for word in CheckIn),
    *(f"back {word}" for word in CheckIn),
    "say done",
    "week",
    "week",
    "hide",
    "bring back",
    "pin",
    "unpin",
    "reorder",
    "change role",
    "edit",
)


def a_life(shipped: Catalog, seed: int, acts: int = 60) -> list[Lived]:
    """So many random acts, under content that its authors change now and then."""
    random = Random(seed)
    content = shipped
    plan = planning.begin(content, random.choice([*content.roles]), answers(content, random))
    lived = []
    for _ in range(acts):
        act = random.choice(ACTS)
        if act == "edit":
            content = edition(shipped, random)
        met = a_step(content, plan, random)
        after = acted(content, plan, act, met, random)
        lived.append(Lived(content, plan, act, met, after, cards(content, after, act)))
        plan = after
    return lived


def a_step(content: Catalog, plan: Plan, random: Random) -> Step:
    """Mostly one that the plan has."""
    known = [*plan.upcoming, *sorted(plan.hidden | plan.known)]
    anything = [step(random.randint(0, 14), role) for role in (*content.roles, "gone")]
    return random.choice(known or anything) if random.random() < 0.9 else anything[0]


def answers(content: Catalog, random: Random) -> dict[str, Answer]:
    asked = random.sample([*content.questions.values()], 5)
    return {
        one.id: Picked(frozenset(random.sample([*one.options], min(3, len(one.options)))))
        for one in asked
    }


def acted(content: Catalog, plan: Plan, act: str, met: Step, random: Random) -> Plan:
    verb, _, word = act.partition(" ")
    match verb, word:
        case "say", _:
            early = random.random() < 0.5
            return planning.checked_in(content, plan, CheckIn(word), NOON, early=early)
        case "back", _:
            return planning.looked_back(content, plan, CheckIn(word), NOON)
        case "week", _:
            return planning.next_week(content, plan, NOON)
        case "hide", _:
            return planning.hide(content, plan, met)
        case "bring", _:
            return planning.bring_back(content, plan, met)
        case "pin", _:
            return planning.pin(content, plan, met)
        case "unpin", _:
            return planning.unpin(content, plan, met)
        case "reorder", _:
            return planning.reorder(content, plan, met, random.randint(-1, 13))
        case "change", _:
            role = random.choice([*content.roles, "gone"])
            return planning.change_role(content, plan, role, answers(content, random))
        case _:
            return planning.at_home(content, plan)


def cards(content: Catalog, plan: Plan, act: str) -> tuple[Card, ...]:
    """Every card that could be shown after this act."""
    verb, _, word = act.partition(" ")
    check_in = CheckIn(word) if verb in ("say", "back") else CheckIn.DONE
    back = verb == "back"
    listed = (*plan.upcoming, *sorted(plan.hidden | plan.known))
    return (
        nudging.nudge(content, plan),
        nudging.after(content, plan, check_in, back=back),
        nudging.after_a_step(
            content, plan, comes="It comes on Monday, 9:00 (UTC).", shown=True
        ),
        plan_cards.whole(content, plan),
        *(plan_cards.one_step(content, plan, one) for one in listed[:2]),
        plan_cards.finished(content, plan),
        plan_cards.progress(content, plan),
        stuck_cards.question(content, "How?", next(iter(plan.upcoming), None)),
    )
