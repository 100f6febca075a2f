"""All that can be said at the desk, a line each. Pure."""

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.pages import Section, paged

HELP = "help"
"""Behind ``/mentor`` and ``/whichrole-admin``: what else can stand there."""

_FOR_TWO = (
    *("status", "csv", "mentor", "ask", "invite", "accept", "decline", "end"),
    *("consent", "who-looked", "note", "encourage"),
)
_FOR_ADMINS = (
    *("mentors", "mentors-add", "mentors-assign", "mentors-group", "roles"),
    *("thresholds", "thresholds-set", "wording", "wording-set", "waiting", "dropoff", "log"),
)

_ON_DISCORD = {
    "how.mentors-add": "how.mentors-add-discord",
    "how.mentors-assign": "how.mentors-assign-discord",
    "how.mentors-group": "how.mentors-group-discord",
    "how.thresholds-set": "how.thresholds-set-discord",
    "admin.mentors-how": "admin.mentors-how-discord",
    "admin.thresholds-how": "admin.thresholds-how-discord",
}
"""Sentences that read otherwise where a command has fields."""


def how(catalog: Catalog, platform: str, key: str, **facts: object) -> str:
    """How something is said to us on a platform: on Discord, in which field it stands."""
    said = _ON_DISCORD.get(key, key) if platform == "discord" else key
    return catalog.say(said, **facts)


def for_two(catalog: Catalog) -> Card:
    """For mentors and mentees."""
    told = [catalog.say("desk.words"), *(catalog.say(f"how.{one}") for one in _FOR_TWO)]
    return Card(body="\n".join(told))


def for_admins(catalog: Catalog, page: int, platform: str = "") -> Card:
    """For admins, by pages; of a page that is not there, the last."""
    lines = [how(catalog, platform, f"how.{one}") for one in _FOR_ADMINS]
    return paged(catalog, HELP, [Section(catalog.say("admin.words"), lines)], page)
