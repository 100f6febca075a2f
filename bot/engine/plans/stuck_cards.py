"""The cards of somebody who is stuck: one asks for their question, one shows it."""

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.plans import skills
from bot.engine.plans.nudging import WeeklyButton, button, self_check
from bot.engine.plans.plan import Step
from bot.engine.plans.plan_cards import PlanButton, labelled
from bot.engine.wording import quoted

MOST_IN_A_QUESTION = 400
"""What somebody stuck asks is shown whole, so it has to fit."""


def stuck(catalog: Catalog) -> Card:
    """Asks for the one question, to be written."""
    body = catalog.say("stuck.ask", most=MOST_IN_A_QUESTION)
    return Card(body=body, choices=labelled(catalog, PlanButton.LEAVE), writes=True)


def question(
    catalog: Catalog,
    text: str,
    about: Step | None,
    *,
    swap: tuple[Choice, ...] = (),
    shown: bool = False,
) -> Card:
    """The question that somebody stuck has written, and what its step has to help.

    Args:
        catalog: today's content.
        text: the question, in their words.
        about: the step that it was asked at, if any is known.
        swap: the swap of that step, where it can be swapped now.
        shown: with the answer to the step's self-check.
    """
    told = [catalog.say("stuck.kept", words=quoted(catalog, text, MOST_IN_A_QUESTION))]
    ways_on = labelled(catalog, PlanButton.REWRITE, PlanButton.DROP, PlanButton.LEAVE)
    found = skills.ladder_step(catalog, about) if about else None
    if about is None or found is None:
        return Card(body="\n\n".join(told), choices=ways_on)
    smaller = catalog.say("stuck.smaller", light=found.light)
    link = catalog.say("nudge.link", resource=found.resource, url=found.url)
    told += ["\n".join([smaller, link]), *self_check(catalog, about, shown=shown)]
    asks = () if shown else (button(catalog, WeeklyButton.SHOW_ANSWER),)
    return Card(body="\n\n".join(told), choices=(*asks, *swap, *ways_on), links=(found.url,))
