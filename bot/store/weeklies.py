"""Plans to columns and back. What goes in comes out equal."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.engine.plans.plan import CheckIn, Plan, Size, Step, Week
from bot.engine.weekly.values import Question, Weekly
from bot.store.agendas import instant_text, to_agenda, to_instant
from bot.store.rows import made


def to_weekly(row: Any) -> Weekly:
    """Rows of ``plan`` and ``due``, joined; the columns of ``due`` as the driver gives them."""
    weekly: Weekly = made(
        Weekly,
        plan=_to_plan(row.body, row.cue),
        agenda=to_agenda(
            *(row.due_at, row.schedule, row.next, row.latest, row.nudged, row.silent, row.asked)
        ),
        version=row.version,
        question=_to_question(row),
        asked_zone=row.body.get("asked_zone", ""),
        asks_oneself=row.body.get("asks_oneself", False),
    )
    return weekly


def from_weekly(weekly: Weekly) -> dict[str, Any]:
    """The columns of ``plan`` that no round writes."""
    question = weekly.question
    return {
        "version": weekly.version,
        "body": _from_plan(weekly.plan)
        | _from_spared(weekly.plan)
        | _from_moment(weekly)
        | _from_asked_about(question),
        "cue": weekly.plan.cue,
        "question": question.text if question else None,
        "asked_at": question.at if question else None,
        "question_sent": question is not None and question.sent,
    }


def _from_spared(plan: Plan) -> dict[str, list[int]]:
    """The weeks of a break and those with a question, if any; rows are kept small."""
    spared = {"rested": plan.rested, "asked": plan.asked}
    return {name: sorted(weeks) for name, weeks in spared.items() if weeks}


def _from_moment(weekly: Weekly) -> dict[str, str | bool]:
    """What was asked just now, of them or about their zone, if it was; rows are kept small."""
    zone, oneself = weekly.asked_zone, weekly.asks_oneself
    moment: dict[str, str | bool] = {"asked_zone": zone, "asks_oneself": oneself}
    return {name: value for name, value in moment.items() if value}


def _from_asked_about(question: Question | None) -> dict[str, list[str]]:
    """The step that a question is about, if it is about one; rows are kept small."""
    about = question.about if question else None
    return {"asked_about": [about.role, about.rung]} if about else {}


def _to_plan(body: dict[str, Any], cue: str) -> Plan:
    plan: Plan = made(
        Plan,
        role=body["role"],
        upcoming=tuple(_to_steps(body["upcoming"])),
        week=None if body["week"] is None else _to_week(body["week"]),
        past=tuple(map(_to_week, body["past"])),
        pins=frozenset(_to_steps(body["pins"])),
        hidden=frozenset(_to_steps(body["hidden"])),
        known=frozenset(_to_steps(body["known"])),
        size=Size(body["size"]),
        early=body["early"],
        cue=cue,
        rested=frozenset(body.get("rested", ())),
        asked=frozenset(body.get("asked", ())),
    )
    return plan


def _from_plan(plan: Plan) -> dict[str, Any]:
    """What every plan has, as JSON can carry it; its cue has a column of its own."""
    return {
        "role": plan.role,
        "upcoming": _from_steps(plan.upcoming),
        "week": plan.week and _from_week(plan.week),
        "past": [_from_week(week) for week in plan.past],
        "pins": _from_steps(sorted(plan.pins)),
        "hidden": _from_steps(sorted(plan.hidden)),
        "known": _from_steps(sorted(plan.known)),
        "size": plan.size.value,
        "early": plan.early,
    }


def _to_steps(stored: Iterable[Sequence[Any]]) -> list[Step]:
    return [_to_step(role, rung) for role, rung in stored]


def _to_step(role: str, rung: str | int) -> Step:
    """A step; once they were kept by their numbers, which are the ids of the same steps."""
    step: Step = made(Step, role=role, rung=f"{rung}" if isinstance(rung, int) else rung)
    return step


def _from_steps(steps: Iterable[Step]) -> list[list[str]]:
    return [[step.role, step.rung] for step in steps]


def _to_week(stored: Sequence[Any]) -> Week:
    number, role, rung, size, check_in, at = stored
    held: Week = made(
        Week,
        number=number,
        step=_to_step(role, rung),
        size=Size(size),
        check_in=None if check_in is None else CheckIn(check_in),
        at=to_instant(at),
    )
    return held


def _from_week(week: Week) -> list[str | int | None]:
    word = week.check_in and week.check_in.value
    step, at = week.step, instant_text(week.at)
    return [week.number, step.role, step.rung, week.size.value, word, at]


def _to_question(row: Any) -> Question | None:
    """What its person wants to ask, of a row of ``plan``."""
    text, at, sent = row.question, row.asked_at, row.question_sent
    if text is None:
        return None
    stored = row.body.get("asked_about")
    about = None if stored is None else _to_step(*stored)
    question: Question = made(Question, text=text, at=at, sent=sent, about=about)
    return question
