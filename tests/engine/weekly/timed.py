"""People with weekly steps at some time, for the tests of when they come."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.catalog import Catalog
from bot.engine.effects import Turn
from bot.engine.events import Asked, Typed
from bot.engine.events import Event as AnEvent
from bot.engine.schedule import Occasion
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import times
from bot.engine.weekly.values import Weekly
from tests.engine.walk import finished, pressed

ANALYST = "data_analyst"
BERLIN = "Europe/Berlin"
THURSDAY = datetime(2026, 11, 26, 13, 5, tzinfo=UTC)
MONDAY, SUNDAY = 0, 6
NINE = time(9)


def wall(text: str, zone: str = BERLIN) -> datetime:
    """The instant at which a clock on the wall shows this."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def drafted(catalog: Catalog, zone: str | None = BERLIN) -> Weekly:
    return times.draft(catalog, Conversation(id=7, zone=zone), ANALYST)


def on_mondays(catalog: Catalog, zone: str | None = BERLIN) -> Weekly:
    """Mondays at nine, chosen on a Thursday; no step has come yet."""
    return times.at_time(drafted(catalog, zone), MONDAY, NINE, THURSDAY)


def nudged(weekly: Weekly) -> Weekly:
    """After the nudge that was due was written."""
    agenda = weekly.agenda
    assert agenda.due is not None
    assert agenda.due.kind is Occasion.NUDGE
    latest = agenda.due.served()
    served = replace(weekly, agenda=replace(agenda, latest=latest, nudged=agenda.nudged + 1))
    return times.with_quiet(served, agenda.schedule.quiet, agenda.due.at)


def answered(weekly: Weekly) -> Weekly:
    """After they said how this week went."""
    agenda = weekly.agenda
    assert agenda.latest is not None
    settled = replace(agenda, latest=replace(agenda.latest, settled=True))
    said = replace(weekly, agenda=settled)
    return times.with_quiet(said, agenda.schedule.quiet, agenda.latest.nudged_at)


def due(weekly: Weekly, zone: str = BERLIN) -> str | None:
    """When what is due next comes, by the clock on the wall."""
    if weekly.agenda.due is None:
        return None
    return f"{weekly.agenda.due.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def at_summary(catalog: Catalog, zone: str | None = BERLIN) -> Conversation:
    """Somebody whose answers lead to data analyst."""
    return replace(finished(catalog, ANALYST), zone=zone)


def in_room(catalog: Catalog, stage: Stage, weekly: Weekly | None = None) -> Conversation:
    """Somebody with weekly steps in one of their rooms."""
    here = at_summary(catalog)
    return replace(here, stage=stage, weekly=weekly or on_mondays(catalog))


def after(
    catalog: Catalog,
    here: Conversation,
    step: str | Typed | Asked,
    at: datetime = THURSDAY,
) -> Turn:
    """The turn of a press on the current card (its id), or of another event."""
    event: AnEvent = pressed(here, step) if isinstance(step, str) else step
    return advance(catalog, here, replace(event, at=at))


def words(text: str) -> Typed:
    return Typed(THURSDAY, text)


def weekly_of(turn: Turn) -> Weekly:
    assert turn.conversation.weekly is not None
    return turn.conversation.weekly


HOUR = timedelta(hours=1)
