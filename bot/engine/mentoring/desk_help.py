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


def for_two(catalog: Catalog) -> Card:
    """For mentors and mentees."""
    told = [catalog.say("desk.words"), *(catalog.say(f"how.{one}") for one in _FOR_TWO)]
    return Card(body="\n".join(told))


def for_admins(catalog: Catalog, page: int) -> Card:
    """For admins, by pages; of a page that is not there, the last."""
    lines = [catalog.say(f"how.{one}") for one in _FOR_ADMINS]
    return paged(catalog, HELP, [Section(catalog.say("admin.words"), lines)], page)
