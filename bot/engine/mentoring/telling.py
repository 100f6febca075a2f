"""What is read of a mentee, in short phrases: by a mentor, or by themselves."""

from collections.abc import Mapping
from datetime import datetime

from bot.catalog import Catalog
from bot.engine.mentoring.seen import Seen
from bot.engine.mentoring.values import Flag, FlagKind, Item, Note, Sharing
from bot.engine.plans.plan import Plan
from bot.engine.plans.rhythm import rhythm
from bot.engine.wording import day, listed, month, quoted

_ITEMS = {
    Item.ROLE: "shared.role",
    Item.REASONS: "shared.reasons",
    Item.STEPS: "shared.steps",
    Item.WORDS: "shared.words",
}
_OWN_ITEMS = {**_ITEMS, Item.WORDS: "shared.own-words"}
"""As the mentee reads them, whose question it is."""

_NOTES = {Sharing.ONLY_ME: "brief.note-mine", Sharing.BOTH: "brief.note-ours"}

_FLAGS = {
    FlagKind.STUCK: "flag.stuck",
    FlagKind.NOT_YET: "flag.not-yet",
    FlagKind.SILENT: "flag.silent",
    FlagKind.UNREACHABLE: "flag.unreachable",
    FlagKind.PAUSED: "flag.paused",
}


def short_day(catalog: Catalog, at: datetime) -> str:
    """A date of the last or the next months, without its year: "3 November"."""
    return catalog.say("status.date", day=at.day, month=month(catalog, at))


def told_flag(catalog: Catalog, flag: Flag) -> str:
    """A flag with since when: "no word since 3 November"."""
    if flag.kind is FlagKind.PAUSED and flag.until is not None:
        return catalog.say("flag.paused-until", date=short_day(catalog, flag.until))
    since = short_day(catalog, flag.since) if flag.since else ""
    if flag.kind is FlagKind.NOT_YET and flag.count == 1:
        return catalog.say("flag.not-yet-once", since=since)
    return catalog.say(_FLAGS[flag.kind], since=since, count=flag.count)


def told_rhythm(catalog: Catalog, plan: Plan) -> str:
    """In how many of the last weeks there was a word; empty before the first."""
    found = rhythm(plan)
    if not found.weeks:
        return ""
    if found.weeks == 1:
        return catalog.say("status.rhythm-one", kept=found.kept)
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
        catalog.say("status.last", date=short_day(catalog, max(said))) if said else "",
        told_rhythm(catalog, plan),
    ]
    return [one for one in told if one] or [catalog.say("status.not-begun")]


def told_items(catalog: Catalog, items: frozenset[Item]) -> str:
    """Items as their mentor reads them, in the order in which they are asked for."""
    return _told(catalog, items, _ITEMS)


def told_own_items(catalog: Catalog, items: frozenset[Item]) -> str:
    """The same as the mentee reads them."""
    return _told(catalog, items, _OWN_ITEMS)


def told_note(catalog: Catalog, note: Note) -> str:
    """A note as its mentor reads it, with who can read it and when it was written."""
    words, date = quoted(catalog, note.text), day(catalog, note.at)
    return catalog.say(_NOTES[note.sharing], words=words, date=date)


def _told(catalog: Catalog, items: frozenset[Item], keys: Mapping[Item, str]) -> str:
    return listed(catalog, [catalog.say(keys[item]) for item in Item if item in items])
