"""What admins read of their community. No count that could be one person's is told."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.telling import short_day
from bot.engine.mentoring.values import State
from bot.engine.wording import day, percent, quoted
from bot.ports.administering import FEWEST_COUNTED, Drop, Entry, Naming, Setting
from bot.ports.mentoring import Pairing
from bot.ports.mentors import Mentor
from bot.usecases.mentors.standing import thresholds as thresholds_of

MOST_LISTED = 15
IDLE_AFTER = timedelta(days=28)
"""So long without a look at their mentees, and an admin is told of it."""

_CHANGES: Mapping[str, str] = {
    Naming.MENTOR_ADDED: "log.mentor-added",
    Naming.MENTOR_REMOVED: "log.mentor-removed",
    Naming.ASSIGNED: "log.assigned",
    Setting.MENTORS: "log.mentors",
    Setting.JOINING_CHANNEL: "log.joining-channel",
    Setting.SILENT_DAYS: "log.silent-days",
    Setting.NOT_YET: "log.not-yet",
}


def mentors(
    catalog: Catalog, found: Sequence[Mentor], group: str | None, now: datetime
) -> Card:
    """All mentors with how many they have, and who has not looked for long."""
    title = catalog.say("admin.mentors" if found else "admin.no-mentors")
    lines = [_mentor(catalog, one, now) for one in found[:MOST_LISTED]]
    told = ["\n".join([title, *lines, *_more(catalog, len(found))])]
    if group is not None:
        told.append(catalog.say("admin.group", group=group))
    return Card(body="\n\n".join([*told, catalog.say("admin.mentors-how")]))


def waiting(
    catalog: Catalog, found: Sequence[Pairing], mentors: Sequence[Mentor], now: datetime
) -> Card:
    """Requests and invitations without an answer, and mentors who have not looked for long."""
    lines = [_waits(catalog, one) for one in found[:MOST_LISTED]]
    title = catalog.say("admin.waiting" if found else "admin.nobody-waits")
    idle = [one for one in mentors if is_idle(one, now)]
    told = ["\n".join([title, *lines, *_more(catalog, len(found))])]
    if idle:
        rest = [_mentor(catalog, one, now) for one in idle[:MOST_LISTED]]
        told.append("\n".join([catalog.say("admin.idle"), *rest, *_more(catalog, len(idle))]))
    return Card(body="\n\n".join(told))


def is_idle(one: Mentor, now: datetime) -> bool:
    """Whether a mentor has mentees and has not looked after them for long."""
    if not one.mentees:
        return False
    return one.looked_at is None or now - one.looked_at >= IDLE_AFTER


def thresholds(catalog: Catalog, settings: Mapping[Setting, str]) -> Card:
    """When facts become flags here."""
    limits = thresholds_of(settings)
    facts = {"days": limits.silent_days, "times": limits.not_yet}
    return Card(body=catalog.say("admin.thresholds", **facts))


def dropoff(catalog: Catalog, drops: Sequence[Drop]) -> Card:
    """At which questions people leave; what few people did is not told."""
    shown = [one for one in drops if one.asked >= FEWEST_COUNTED][:MOST_LISTED]
    if not shown:
        return Card(body=catalog.say("admin.too-few", fewest=FEWEST_COUNTED))
    lines = [_drop(catalog, one) for one in shown]
    hidden = catalog.say("admin.drop-hidden", fewest=FEWEST_COUNTED)
    return Card(body="\n".join([catalog.say("admin.drops"), *lines, hidden]))


def log(catalog: Catalog, entries: Sequence[Entry]) -> Card:
    """Who changed what, newest first."""
    if not entries:
        return Card(body=catalog.say("admin.log-empty"))
    lines = [_entry(catalog, one) for one in entries]
    return Card(body="\n".join([catalog.say("admin.log"), *lines]))


def _mentor(catalog: Catalog, one: Mentor, now: datetime) -> str:
    told = catalog.say(
        "admin.mentor",
        name=name_of(catalog, one.name),
        mentees=one.mentees,
        capacity=one.capacity,
    )
    if not is_idle(one, now):
        return told
    at = one.looked_at
    if at is None:
        return " · ".join([told, catalog.say("admin.never-looked")])
    return " · ".join([told, catalog.say("admin.looked", date=short_day(catalog, at))])


def _waits(catalog: Catalog, one: Pairing) -> str:
    key = "admin.waits-invited" if one.state is State.INVITED else "admin.waits-asked"
    return catalog.say(
        "admin.waits-anybody" if one.mentor is None else key,
        mentor=name_of(catalog, one.mentor_name),
        mentee=name_of(catalog, one.mentee_name),
        date=short_day(catalog, one.opened_at),
    )


def _drop(catalog: Catalog, one: Drop) -> str:
    """A line; how many saw it goes in steps, so that no difference of two lines is a few."""
    question = catalog.questions.get(one.question)
    name = question.name if question is not None else one.question
    facts = {"name": name, "asked": one.asked // FEWEST_COUNTED * FEWEST_COUNTED}
    if one.left < FEWEST_COUNTED:
        return catalog.say("admin.drop-few", fewest=FEWEST_COUNTED, **facts)
    if 0 < one.asked - one.left < FEWEST_COUNTED:
        return catalog.say("admin.drop-most", fewest=FEWEST_COUNTED, **facts)
    return catalog.say("admin.drop", share=percent(one.left / one.asked), **facts)


def _entry(catalog: Catalog, one: Entry) -> str:
    """A line of the log; a sentence of the community's own is named by its key."""
    key = _CHANGES.get(one.what)
    what = catalog.say(key) if key is not None else catalog.say("log.wording", which=one.what)
    facts = {"name": _by(catalog, one.by), "what": what, "value": _value(catalog, one.value)}
    return catalog.say("log.line", date=day(catalog, one.at), **facts)


def _by(catalog: Catalog, by: str | None) -> str:
    """Who it was; the operator has no name, and whoever is forgotten has none any more."""
    if by is None:
        return catalog.say("log.deleted")
    return name_of(catalog, by) if by else catalog.say("log.operator")


def _value(catalog: Catalog, value: str | None) -> str:
    if value is None:
        return catalog.say("log.deleted")
    return quoted(catalog, value) if value else catalog.say("log.taken-back")


def _more(catalog: Catalog, number: int) -> list[str]:
    left = number - MOST_LISTED
    return [catalog.say("admin.more", number=left)] if left > 0 else []
