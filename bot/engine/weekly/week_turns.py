"""Where what is said in a room of weekly steps leads: a word on the week, or a way out."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Place
from bot.catalog import Catalog, Command
from bot.engine.commands import COMMANDS
from bot.engine.effects import Say, Turn
from bot.engine.moves import move, passing
from bot.engine.plans import plan_cards
from bot.engine.plans.plan import CheckIn, Plan
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import week_commands, week_rooms, weeks


def check_in(
    catalog: Catalog, here: Conversation, place: Place, word: CheckIn, at: datetime
) -> Turn:
    """Keep a word on the week, said on the card of that place, and say what it led to."""
    weekly = weeks.of(here)
    back = weeks.tells_of_before(catalog, weekly, word, place)
    said = weeks.checked_in(catalog, weekly, word, at, back=back)
    there = passing(replace(here, version=here.version + 1, stage=Stage.WEEK, weekly=said))
    return Turn(there, (Say(week_rooms.after(catalog, there, word, back=back)),))


def go(
    catalog: Catalog, here: Conversation, plan: Plan, picked: str, at: datetime
) -> Turn | None:
    """Where a choice leads that is a command, a step, or the way into another role."""
    if picked in set(Command):
        return COMMANDS[Command(picked)](catalog, here, at)
    if plan_cards.step_of(picked) is not None:
        return move(catalog, replace(here, stage=Stage.STEP, asking=picked), at)
    if picked in catalog.roles and plan.ended:
        return week_commands.towards(catalog, replace(here, chosen=picked), picked, at)
    return None
