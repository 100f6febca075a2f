"""What admins read of their community. No count that could be one person's is told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.pages import ON_A_PAGE, Section, last_page, page_of, paged
from bot.engine.mentoring.telling import short_day
from bot.engine.mentoring.values import State
from bot.engine.wording import day, percent, quoted
from bot.ports.administering import FEWEST_COUNTED, OF_A_ROLE, Drop, Entry, Naming, Setting
from bot.ports.mentoring import Pairing
from bot.ports.mentors import Mentor
from bot.usecases.mentors.asking import AdminWord
from bot.usecases.mentors.standing import thresholds as thresholds_of

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
    catalog: Catalog, found: Sequence[Mentor], told: Sequence[str], now: datetime, page: int
) -> Card:
    """All mentors with how many they have, and who has not looked for long.

    Args:
        catalog: the words.
        found: mentors.
        told: what is said below them: which group makes mentors, and how to change them.
        now: what time it is.
        page: which, from 0.
    """
    title = catalog.say("admin.mentors" if found else "admin.no-mentors")
    listed = Section(title, [_mentor(catalog, one, now) for one in found])
    return paged(catalog, AdminWord.MENTORS, [listed], page, "\n\n".join(told))


def group(catalog: Catalog, group: str, roles: Mapping[str, str] | None) -> str:
    """Which role or group makes mentors, by its name where the platform tells one.

    Args:
        catalog: the words.
        group: its id.
        roles: what roles are called there, by id, or None where that is not told.
    """
    if roles is None:
        return catalog.say("admin.group", group=group)
    if group not in roles:
        return catalog.say("admin.role-gone")
    return catalog.say("admin.role", role=name_of(catalog, roles[group]))


def with_names_of_roles(entries: Sequence[Entry], roles: Mapping[str, str]) -> list[Entry]:
    """Entries of the log with what the group of mentors is called, in the place of its id."""
    return [
        replace(one, value=roles.get(one.value or "", one.value))
        if one.what == Setting.MENTORS
        else one
        for one in entries
    ]


def waiting(
    catalog: Catalog,
    found: Sequence[Pairing],
    mentors: Sequence[Mentor],
    now: datetime,
    page: int,
) -> Card:
    """Requests and invitations without an answer, and mentors who have not looked for long."""
    title = catalog.say("admin.waiting" if found else "admin.nobody-waits")
    lists = [Section(title, [_waits(catalog, one) for one in found])]
    idle = [_mentor(catalog, one, now) for one in mentors if is_idle(one, now)]
    if idle:
        lists.append(Section(catalog.say("admin.idle"), idle))
    return paged(catalog, AdminWord.WAITING, lists, page)


def is_idle(one: Mentor, now: datetime) -> bool:
    """Whether a mentor has had mentees for long, and not looked after them for as long."""
    last = max((at for at in (one.looked_at, one.mentees_since) if at), default=None)
    return bool(one.mentees) and (last is None or now - last >= IDLE_AFTER)


def thresholds(catalog: Catalog, settings: Mapping[Setting, str], how: str) -> Card:
    """When facts become flags here, and how that is changed."""
    limits = thresholds_of(settings)
    facts = {"days": limits.silent_days, "times": limits.not_yet}
    return Card(body="\n\n".join([catalog.say("admin.thresholds", **facts), how]))


def dropoff(catalog: Catalog, drops: Sequence[Drop], page: int) -> Card:
    """At which questions people leave; what few people did is not told.

    Not the order of the lines either tells more than the numbers in them.
    """
    shown = [one for one in drops if one.asked >= FEWEST_COUNTED]
    if not shown:
        return Card(body=catalog.say("admin.too-few", fewest=FEWEST_COUNTED))
    ordered = sorted(shown, key=lambda one: (-_in_steps(one.asked), one.question))
    lines = [_drop(catalog, one) for one in ordered]
    hidden = catalog.say("admin.drop-hidden", fewest=FEWEST_COUNTED)
    listed = Section(catalog.say("admin.drops"), lines)
    return paged(catalog, AdminWord.DROPOFF, [listed], page, hidden)


def log(catalog: Catalog, entries: Sequence[Entry], page: int, number: int) -> Card:
    """Who changed what, newest first.

    Args:
        catalog: the words.
        entries: those of the page.
        page: which, from 0.
        number: how many entries there are in all.
    """
    if not entries:
        return Card(body=catalog.say("admin.log-empty"))
    told = "\n".join([catalog.say("admin.log"), *(_entry(catalog, one) for one in entries)])
    return page_of(catalog, AdminWord.LOG, [told], page, last_page(number, ON_A_PAGE))


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
    """A line, of nothing but counts in steps: neither two lines nor two looks tell of a few."""
    question = catalog.questions.get(one.question)
    name = question.name if question is not None else one.question
    facts = {"name": name, "asked": _in_steps(one.asked)}
    if one.left < FEWEST_COUNTED:
        return catalog.say("admin.drop-few", fewest=FEWEST_COUNTED, **facts)
    if one.asked - one.left < FEWEST_COUNTED:
        return catalog.say("admin.drop-most", fewest=FEWEST_COUNTED, **facts)
    return catalog.say("admin.drop", share=_share(catalog, one), **facts)


def _share(catalog: Catalog, one: Drop) -> str:
    """How much of those who saw a question left it, of the counts in steps.

    With tenths only where a tenth stands for no fewer people than a step.
    """
    left, asked = _in_steps(one.left), _in_steps(one.asked)
    if asked < FEWEST_COUNTED * 1_000:
        return percent(left / asked)
    whole, tenth = divmod(round(left / asked * 1_000), 10)
    return catalog.say("admin.tenths", whole=whole, tenth=tenth)


def _in_steps(count: int) -> int:
    """A count as it may be known: so many at least."""
    return count // FEWEST_COUNTED * FEWEST_COUNTED


def _entry(catalog: Catalog, one: Entry) -> str:
    """A line of the log; a sentence of the community's own is named by its key."""
    what = _change(catalog, one.what)
    facts = {"name": _by(catalog, one.by), "what": what, "value": _value(catalog, one.value)}
    return catalog.say("log.line", date=day(catalog, one.at), **facts)


def _change(catalog: Catalog, what: str) -> str:
    key, role = _CHANGES.get(what), catalog.roles.get(what.removeprefix(OF_A_ROLE))
    if key is not None:
        return catalog.say(key)
    if role is not None and what.startswith(OF_A_ROLE):
        return catalog.say("log.role", role=role.name)
    return catalog.say("log.wording", which=what)


def _by(catalog: Catalog, by: str | None) -> str:
    """Who it was; the operator has no name, and whoever is forgotten has none any more."""
    if by is None:
        return catalog.say("log.deleted")
    return name_of(catalog, by) if by else catalog.say("log.operator")


def _value(catalog: Catalog, value: str | None) -> str:
    if value is None:
        return catalog.say("log.deleted")
    return quoted(catalog, value) if value else catalog.say("log.taken-back")
