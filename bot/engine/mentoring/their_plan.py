"""A mentee's plan as their mentor may change it, and what the mentee reads of that."""

from collections.abc import Sequence

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import Listed, name_of
from bot.engine.mentoring.seen import Seen
from bot.engine.plans import plan_cards, skills
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import MOST_STEPS, Plan, Step
from bot.engine.plans.plan_cards import PlanButton, choice_of, step_of
from bot.engine.weekly import plan_choices
from bot.engine.weekly.rearranging import open_to_others
from bot.engine.wording import listed

BACK, LIST = "brief", "plan"
"""What leads from the plan to the brief, and from a step to the plan."""

MOST_TOLD = 10
"""Changes in a letter."""

_SAID = {PlanButton.PIN: "theirs.is-pinned"}
"""What a mentor reads in other words than the mentee."""


def can_be_changed(seen: Seen) -> bool:
    """Whether a mentor sees a plan of which steps are to come."""
    return seen.plan is not None and not seen.plan.ended and not seen.stopped


def whole(catalog: Catalog, one: Listed, plan: Plan, note: str = "") -> Card:
    """The steps to come, and those that were left out, each to be picked.

    Args:
        catalog: today's content.
        one: whose it is.
        plan: theirs of today, as far as it is shared.
        note: what to say above it.
    """
    name = name_of(catalog, one.name)
    aside = plan_cards.in_order(catalog, plan, plan.hidden)
    numbered = enumerate(plan.upcoming, start=1)
    lines = [plan_cards.line(catalog, plan, at, step) for at, step in numbered]
    left_out = listed(catalog, [topic(catalog, step) for step in aside])
    told = [
        note,
        "\n".join([catalog.say("theirs.title", name=name), *lines]),
        catalog.say("plan.left-out", topics=left_out) if aside else "",
        catalog.say("theirs.how", name=name),
    ]
    open_steps = [step for step in (*plan.upcoming, *aside) if open_to_others(plan, step)]
    picks = (Choice(choice_of(step), topic(catalog, step)) for step in open_steps)
    return Card(
        body="\n\n".join(filter(None, told)),
        place=place_of(Spot(View.PLAN, one.number)),
        choices=(*picks, Choice(BACK, catalog.say("brief.back"))),
    )


def one_step(catalog: Catalog, one: Listed, plan: Plan, step: Step, note: str = "") -> Card:
    """One step with what can be done with it; of one that is nobody's to change, the plan."""
    found, offered = skills.ladder_step(catalog, step), open_to_others(plan, step)
    if found is None or not offered:
        return whole(catalog, one, plan, note)
    told = [note, catalog.say("plan.step", topic=found.topic, task=found.task)]
    to_plan = Choice(LIST, catalog.say("brief.their-plan"))
    return Card(
        body="\n\n".join(filter(None, told)),
        place=place_of(Spot(View.PLAN, one.number, choice_of(step))),
        choices=(*plan_cards.labelled(catalog, *offered), to_plan),
    )


def became(catalog: Catalog, plan: Plan, step: Step, button: PlanButton) -> str:
    """What became of a step, for the mentor who changed it."""
    if button in _SAID:
        return catalog.say(_SAID[button], topic=topic(catalog, step))
    return plan_choices.became(catalog, plan, step, button)


def unchanged(catalog: Catalog, one: Listed, plan: Plan, step: Step, button: PlanButton) -> str:
    """Why a press changed nothing; empty where the card says it already."""
    if button not in open_to_others(plan, step):
        return ""
    name, is_full = name_of(catalog, one.name), len(plan.upcoming) >= MOST_STEPS
    if button is PlanButton.BRING_BACK and is_full:
        return catalog.say("theirs.full", topic=topic(catalog, step), name=name)
    return catalog.say("theirs.not-now", name=name)


def gathered(before: Card | None, step: Step, button: PlanButton) -> Card:
    """What a letter is to tell, with one more change; of a step its last one counts.

    It holds ids and no words: those are found when the letter is sent.
    """
    told = before.choices if before is not None else ()
    others = tuple(one for one in told if one.id != choice_of(step))
    return Card(body="", choices=(*others, Choice(choice_of(step), button)))


def letter(catalog: Catalog, mentor: str, plan: Plan, told: Sequence[Choice]) -> Card:
    """What a mentee reads of their mentor's changes: what became of each step.

    Of what has changed again since, by whomever, nothing is said but that there was something.

    Args:
        catalog: the words.
        mentor: their name.
        plan: the mentee's of today.
        told: as ``gathered``.
    """
    name = name_of(catalog, mentor)
    lines = [f"- {line}" for one in told if (line := _still_so(catalog, plan, one))]
    if not lines:
        return Card(body=catalog.say("letter.plan-was-changed", name=name))
    more = len(lines) - MOST_TOLD
    left = [f"- {catalog.say('desk.more', number=more)}"] if more > 0 else []
    changes = "\n".join([*lines[:MOST_TOLD], *left])
    return Card(body=catalog.say("letter.plan-changed", name=name, changes=changes))


def _still_so(catalog: Catalog, plan: Plan, one: Choice) -> str:
    """What became of a step, if that is still so; else empty."""
    step = step_of(one.id)
    if step is None or one.label not in plan_choices.EDITS:
        return ""
    button = PlanButton(one.label)
    holds = {
        PlanButton.PIN: step in plan.pins,
        PlanButton.UNPIN: step in plan.upcoming and step not in plan.pins,
        PlanButton.HIDE: step in plan.hidden,
    }
    is_so = holds.get(button, step in plan.upcoming)
    return plan_choices.became(catalog, plan, step, button) if is_so else ""
