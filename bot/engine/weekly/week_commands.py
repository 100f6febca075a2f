"""What can be asked for about one's weekly steps from every room."""

from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog
from bot.engine import summary
from bot.engine.effects import Turn
from bot.engine.moves import move, show
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import weeks
from bot.engine.weekly.telling_times import told_next
from bot.engine.weekly.values import Weekly


def week(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """This week's step, or what comes next."""
    return _into(catalog, here, Stage.WEEK, at)


def plan(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The steps to come."""
    return _into(catalog, here, Stage.PLAN, at)


def progress(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """How the weeks went."""
    return _into(catalog, here, Stage.PROGRESS, at)


def stuck(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Write down a question; one that was written is shown again."""
    has_one = here.weekly is not None and here.weekly.question is not None
    return _into(catalog, here, Stage.ASKING_MENTOR if has_one else Stage.STUCK, at)


def replan(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Lead the weekly steps to the role in force."""
    role = summary.in_force(catalog, here)
    return week(catalog, here, at) if role is None else towards(catalog, here, role.id, at)


def towards(catalog: Catalog, here: Conversation, role: str, at: datetime) -> Turn:
    """Lead the weekly steps to a role, and say so in the room of the week."""
    there = with_steps_to(catalog, here, role, at)
    return move(catalog, replace(there, stage=Stage.WEEK), at, note=_led_to(catalog, role))


def with_steps_to(
    catalog: Catalog, here: Conversation, role: str, at: datetime
) -> Conversation:
    """The same place with weekly steps towards a role; what is known stays known."""
    weekly = weeks.towards(catalog, weeks.of(here), role, here.answers, at)
    return replace(here, weekly=weekly)


def led_to(catalog: Catalog, weekly: Weekly, role: str) -> str:
    """That the weekly steps lead to another role; where nothing comes, how it does again."""
    said = _led_to(catalog, role)
    return said if weekly.agenda.due else f"{said} {told_next(catalog, weekly)}"


def _led_to(catalog: Catalog, role: str) -> str:
    return catalog.say("week.replanned", role=catalog.roles[role].noun)


def _into(catalog: Catalog, here: Conversation, stage: Stage, at: datetime) -> Turn:
    """Go into a room of weekly steps, or hear how to get some."""
    if here.weekly is None:
        return _without_a_plan(catalog, here, stage, at)
    if here.stage is stage:
        return show(catalog, here)
    return move(catalog, replace(here, stage=stage), at)


def _without_a_plan(catalog: Catalog, here: Conversation, stage: Stage, at: datetime) -> Turn:
    """That there is no plan yet; where there is a role, on the card that can begin one."""
    asks = stage is Stage.STUCK
    if here.leaning is None or summary.in_force(catalog, here) is None:
        return show(
            catalog, here, catalog.say("week.stuck-no-role" if asks else "week.no-role")
        )
    said = catalog.say("week.stuck-no-plan" if asks else "week.no-plan")
    if here.stage is Stage.SUMMARY:
        return show(catalog, here, said)
    there = replace(here, stage=Stage.SUMMARY, asking=None, thorough=False)
    return move(catalog, there, at, note=said)
