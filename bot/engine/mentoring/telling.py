"""What a mentor reads of a mentee, in short phrases."""

from bot.catalog import Catalog
from bot.engine.mentoring.seen import Seen
from bot.engine.mentoring.values import Flag, FlagKind, Item
from bot.engine.plans.plan import Plan
from bot.engine.plans.rhythm import rhythm
from bot.engine.schedule import OPEN_END
from bot.engine.wording import day, listed

_ITEMS = {
    Item.ROLE: "shared.role",
    Item.REASONS: "shared.reasons",
    Item.STEPS: "shared.steps",
    Item.WORDS: "shared.words",
}


def told_flag(catalog: Catalog, flag: Flag) -> str:
    """A flag with since when: "said "not yet" 2 times, since 3 November 2026"."""
    since = day(catalog, flag.since) if flag.since else ""
    if flag.kind is FlagKind.PAUSED:
        if flag.until is None:
            return catalog.say("flag.paused")
        return catalog.say("flag.paused-until", date=day(catalog, flag.until))
    return catalog.say(f"flag.{flag.kind}", since=since, count=flag.count)


def told_rhythm(catalog: Catalog, plan: Plan) -> str:
    """In how many of the last weeks there was a word; empty before the first."""
    found = rhythm(plan)
    if not found.weeks:
        return ""
    return catalog.say("status.rhythm", kept=found.kept, weeks=found.weeks)


def told_week(catalog: Catalog, seen: Seen) -> list[str]:
    """Where somebody is in their weeks, a phrase each: week, last check-in, rhythm."""
    plan = seen.plan
    if plan is None:
        return []
    if seen.stopped:
        return [catalog.say("status.stopped")]
    said = [week.at for week in plan.past if week.check_in is not None]
    if plan.week is not None and plan.week.check_in is not None:
        said.append(plan.week.at)
    told = [
        catalog.say("status.week", number=plan.weeks) if plan.weeks else "",
        catalog.say("status.last", date=day(catalog, max(said))) if said else "",
        told_rhythm(catalog, plan),
    ]
    return [one for one in told if one] or [catalog.say("status.not-begun")]


def told_items(catalog: Catalog, items: frozenset[Item]) -> str:
    """Items as an enumeration, in the order in which they are asked for."""
    return listed(catalog, [catalog.say(_ITEMS[item]) for item in Item if item in items])


def is_open_end(seen: Seen) -> bool:
    """Whether they are left in peace until they come back."""
    return seen.paused_until is not None and seen.paused_until >= OPEN_END
