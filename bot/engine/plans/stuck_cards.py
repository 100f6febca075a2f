"""The cards of somebody who is stuck: one asks for their question, one shows it."""

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.plans import skills
from bot.engine.plans.nudging import WeeklyButton, button, check_ins, self_check
from bot.engine.plans.plan import CheckIn, Plan
from bot.engine.plans.plan_cards import PlanButton, labelled
from bot.engine.wording import quoted

MOST_IN_A_QUESTION = 400
"""What somebody stuck asks is shown whole, so it has to fit."""


def stuck(catalog: Catalog) -> Card:
    """Asks for the one question, to be written."""
    body = catalog.say("stuck.ask", most=MOST_IN_A_QUESTION)
    return Card(body=body, choices=labelled(catalog, PlanButton.LEAVE), writes=True)


def question(catalog: Catalog, plan: Plan, text: str, *, shown: bool = False) -> Card:
    """The question that somebody stuck has written, and what the step itself has to help.

    Args:
        catalog: today's content.
        plan: at home in it.
        text: the question, in their words.
        shown: with the answer to the step's self-check.
    """
    told = [catalog.say("stuck.kept", words=quoted(catalog, text, MOST_IN_A_QUESTION))]
    ways_on = labelled(catalog, PlanButton.REWRITE, PlanButton.DROP, PlanButton.LEAVE)
    step = next(iter(plan.upcoming), None)
    found = skills.ladder_step(catalog, step) if step else None
    if step is None or found is None:
        return Card(body="\n\n".join(told), choices=ways_on)
    smaller = catalog.say("stuck.smaller", light=found.light)
    link = catalog.say("nudge.link", resource=found.resource, url=found.url)
    told += ["\n".join([smaller, link]), *self_check(catalog, step, shown=shown)]
    asks = () if shown else (button(catalog, WeeklyButton.SHOW_ANSWER),)
    return Card(body="\n\n".join(told), choices=(*asks, *_swap(catalog, plan), *ways_on))


def _swap(catalog: Catalog, plan: Plan) -> tuple[Choice, ...]:
    """The swap of this week's step, where there is one to swap with."""
    offered = check_ins(catalog, plan) if plan.week is not None else ()
    return tuple(choice for choice in offered if choice.id == CheckIn.SWAP)
