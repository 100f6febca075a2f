"""Who needs a word: facts about somebody's weeks, with since when where that is known.

There is no advice among them: what to make of a fact, the mentor knows.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.engine.mentoring.values import Flag, FlagKind, Thresholds
from bot.engine.plans.plan import CheckIn, Plan, Week
from bot.engine.schedule import OPEN_END
from bot.engine.weekly.values import Question, Weekly

URGENCY = tuple(FlagKind)
"""The most urgent first."""
GOT_ON = frozenset({CheckIn.DONE, CheckIn.PARTLY, CheckIn.KNOWN})
"""Words by which somebody says that they are not stuck any more."""


def flags(
    weekly: Weekly,
    plan: Plan,
    now: datetime,
    thresholds: Thresholds,
    *,
    unreachable_since: datetime | None = None,
) -> tuple[Flag, ...]:
    """What a mentor should know of somebody's weeks, the most urgent first.

    Args:
        weekly: their weekly steps.
        plan: their plan as it is today, see ``weeks.today``.
        now: aware, UTC.
        thresholds: of the community.
        unreachable_since: since when no message reaches them, or None.
    """
    found = (
        *_stuck(weekly, plan),
        *_not_yet(plan, thresholds),
        *_silent(weekly, plan, now, thresholds),
        *_unreachable(unreachable_since),
        *_paused(weekly, now),
    )
    return tuple(sorted(found, key=lambda flag: URGENCY.index(flag.kind)))


def can_be_asked(
    weekly: Weekly, plan: Plan, now: datetime, *, unreachable_since: datetime | None = None
) -> bool:
    """Whether a mentor may ask how this week goes: its step is open, and nobody rests from it.

    Args:
        weekly: their weekly steps.
        plan: their plan as it is today, see ``weeks.today``.
        now: aware, UTC.
        unreachable_since: since when no message reaches them, or None.
    """
    schedule = weekly.agenda.schedule
    if schedule.stopped or unreachable_since is not None or not plan.awaits_word:
        return False
    rests = (schedule.paused_until, schedule.snoozed_until)
    return all(until is None or until <= now for until in rests)


def _stuck(weekly: Weekly, plan: Plan) -> Iterator[Flag]:
    """A question that was let go, until they got on with another step."""
    question = weekly.let_go
    if question is not None and not _got_on(question, plan):
        yield Flag(FlagKind.STUCK, question.at)


def _got_on(question: Question, plan: Plan) -> bool:
    """Whether something was done after a question, and not on the step that it is about."""
    return any(
        week.check_in in GOT_ON and week.at > question.at and week.step != question.about
        for week in _weeks(plan)
    )


def _not_yet(plan: Plan, thresholds: Thresholds) -> Iterator[Flag]:
    """The latest words all say "not yet", so often at least; since the first of them."""
    said = [week for week in _weeks(plan) if week.check_in is not None]
    row: list[Week] = []
    for week in reversed(said):
        if week.check_in is not CheckIn.NOT_YET:
            break
        row.append(week)
    if len(row) >= thresholds.not_yet:
        yield Flag(FlagKind.NOT_YET, row[-1].at, count=len(row))


def _silent(
    weekly: Weekly, plan: Plan, now: datetime, thresholds: Thresholds
) -> Iterator[Flag]:
    """No word on any step for so many days, though somebody asked.

    A pause is no silence, and what went before it neither: who was not asked for longer than
    their rhythm is silent since the first step after that.
    """
    weeks = _weeks(plan)
    if not weeks or weekly.agenda.schedule.stopped or _pauses_by_choice(weekly, now):
        return
    said = [week.at for week in weeks if week.check_in is not None]
    asked = _first_asked(weekly, weeks[0].at, said)
    if asked is None:
        return
    usual = timedelta(weeks=weekly.agenda.schedule.rhythm)
    since = max(said) if said and asked - max(said) <= usual else asked
    if now - since >= timedelta(days=thresholds.silent_days):
        yield Flag(FlagKind.SILENT, since)


def _first_asked(weekly: Weekly, begun: datetime, said: Sequence[datetime]) -> datetime | None:
    """When the first step came on which there was no word; None if there was one on the latest.

    Weeks that nobody has spoken in are all folded into the plan at the latest nudge, so they
    are counted back from there.

    Args:
        weekly: their weekly steps.
        begun: when the first week of all began.
        said: when they said a word on any.
    """
    agenda = weekly.agenda
    latest = agenda.latest.nudged_at if agenda.latest else begun
    first = latest - timedelta(weeks=max(agenda.silent - agenda.schedule.rhythm, 0))
    if not said:
        return min(begun, first)
    return first if first > max(said) else None


def _unreachable(since: datetime | None) -> Iterator[Flag]:
    if since is not None:
        yield Flag(FlagKind.UNREACHABLE, since)


def _paused(weekly: Weekly, now: datetime) -> Iterator[Flag]:
    until = weekly.agenda.schedule.paused_until
    if until is not None and until > now:
        yield Flag(FlagKind.PAUSED, None, until=None if until >= OPEN_END else until)


def _pauses_by_choice(weekly: Weekly, now: datetime) -> bool:
    """Whether they said until when they rest; who was left in peace after a silence did not."""
    until = weekly.agenda.schedule.paused_until
    return until is not None and now < until < OPEN_END


def _weeks(plan: Plan) -> tuple[Week, ...]:
    return (*plan.past, *([plan.week] if plan.week else []))
