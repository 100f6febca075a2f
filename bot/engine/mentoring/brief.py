"""The brief before a meeting: where one mentee stands. Facts, and no script for the mentor."""

from collections.abc import Sequence
from enum import StrEnum

from bot.cards import Bar, Card, Choice, Result, WeekMark
from bot.catalog import Catalog, Role
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import Listed, name_of
from bot.engine.mentoring.seen import Seen
from bot.engine.mentoring.telling import told_flag, told_items, told_note, told_week
from bot.engine.mentoring.their_plan import can_be_changed
from bot.engine.mentoring.values import Item, Note
from bot.engine.plans.opening import topic
from bot.engine.plans.plan_cards import OUTCOMES
from bot.engine.plans.rhythm import cells
from bot.engine.plans.stuck_cards import MOST_IN_A_QUESTION
from bot.engine.scoring import is_close
from bot.engine.wording import day, quoted

LAST_STEPS = 3
MOST_NOTES = 3


class DeskButton(StrEnum):
    """What a mentor can do about a mentee."""

    ENCOURAGE = "encourage"
    NOTE_FOR_ME = "note-only-me"
    NOTE_FOR_BOTH = "note-both"
    NOTES = "notes"
    ASK_FOR_A_CHECK_IN = "ask-check-in"
    PLAN = "plan"
    END = "end"
    LIST = "list"


_LABELS = {
    DeskButton.ENCOURAGE: "brief.encourage",
    DeskButton.NOTE_FOR_ME: "brief.note-only-me",
    DeskButton.NOTE_FOR_BOTH: "brief.note-both",
    DeskButton.NOTES: "brief.notes",
    DeskButton.ASK_FOR_A_CHECK_IN: "brief.ask-check-in",
    DeskButton.PLAN: "brief.their-plan",
    DeskButton.END: "brief.end",
    DeskButton.LIST: "brief.list",
}


def brief(catalog: Catalog, one: Listed, notes: Sequence[Note] = (), note: str = "") -> Card:
    """Where a mentee stands, as far as they share it.

    Args:
        catalog: today's content.
        one: the mentee.
        notes: the mentor's, newest first.
        note: what to say above it.
    """
    seen, name = one.seen, name_of(catalog, one.name)
    told = [
        *([note] if note else []),
        "\n".join([*_role(catalog, name, seen), *_weeks(catalog, seen)]),
        *_question(catalog, name, seen),
        *_notes(catalog, notes),
        _sharing(catalog, name, seen),
    ]
    return Card(
        body="\n\n".join(part for part in told if part),
        place=place_of(Spot(View.BRIEF, one.number)),
        choices=tuple(
            Choice(button, catalog.say(_LABELS[button]))
            for button in _offered(seen, has_notes=bool(notes))
        ),
        chart=_bars(catalog, seen),
        weeks=_marks(catalog, seen),
    )


def _role(catalog: Catalog, name: str, seen: Seen) -> list[str]:
    """Role, how sure it is and since when; and why. Each as far as it is shared."""
    why = [catalog.say("brief.why", reasons="; ".join(seen.reasons))] if seen.reasons else []
    if Item.ROLE not in seen.shared:
        return [catalog.say("brief.name", name=name), *why]
    if seen.role is None or seen.result is None:
        return [catalog.say("brief.undecided", name=name), *why]
    sure = catalog.say(_how_sure(catalog, seen.result, seen.role))
    told = catalog.say("brief.role", name=name, role=seen.role.noun, sure=sure)
    at = seen.decided_at
    since = [catalog.say("brief.since", date=day(catalog, at))] if at is not None else []
    return [" ".join([told, *since]), *why]


def _how_sure(catalog: Catalog, result: Result, role: Role) -> str:
    """Whether it was close, or their own choice against the answers."""
    if result.role != role.id:
        return "brief.own-choice"
    return "brief.close" if is_close(catalog, result.fits) else "brief.clear"


def _weeks(catalog: Catalog, seen: Seen) -> list[str]:
    """Where they are in their weeks, the last steps, and what needs a word."""
    flags = [told_flag(catalog, flag) for flag in seen.flags]
    if seen.plan is None:
        told = [catalog.say("status.no-steps")] if Item.STEPS in seen.shared else []
        return [" · ".join([*told, *flags])] if told or flags else []
    told = [*told_week(catalog, seen), *flags]
    last = [
        catalog.say(
            "brief.step",
            topic=topic(catalog, cell.step),
            outcome=catalog.say(OUTCOMES[cell.mark]),
        )
        for cell in reversed(cells(seen.plan)[-LAST_STEPS:])
    ]
    steps = [catalog.say("brief.last", steps=" · ".join(last))] if last else []
    return [" · ".join(told), *steps]


def _question(catalog: Catalog, name: str, seen: Seen) -> list[str]:
    question = seen.question
    if question is None:
        return []
    words = quoted(catalog, question.text, MOST_IN_A_QUESTION)
    asked_on = day(catalog, question.at)
    return [catalog.say("brief.asks", name=name, words=words, date=asked_on)]


def _notes(catalog: Catalog, notes: Sequence[Note]) -> list[str]:
    """The mentor's latest notes, each with who can read it, and how many more there are."""
    if not notes:
        return []
    lines = [told_note(catalog, one) for one in notes[:MOST_NOTES]]
    left = len(notes) - len(lines)
    more = [catalog.say("status.and-more", number=left)] if left else []
    return ["\n".join([*lines, *more])]


def _sharing(catalog: Catalog, name: str, seen: Seen) -> str:
    """What is shared and what is not, so that a gap is not read as nothing."""
    if not seen.shared:
        return catalog.say("brief.shares-nothing", name=name)
    shares = catalog.say("brief.shares", name=name, items=told_items(catalog, seen.shared))
    left = frozenset(Item) - seen.shared
    if not left:
        return shares
    return " ".join([shares, catalog.say("brief.not-shared", items=told_items(catalog, left))])


def _offered(seen: Seen, *, has_notes: bool) -> tuple[DeskButton, ...]:
    """What can be done; only who has an open step, and does not rest, is asked how it goes."""
    return (
        DeskButton.ENCOURAGE,
        *([DeskButton.ASK_FOR_A_CHECK_IN] if seen.can_be_asked else []),
        DeskButton.NOTE_FOR_ME,
        DeskButton.NOTE_FOR_BOTH,
        *([DeskButton.NOTES] if has_notes else []),
        *([DeskButton.PLAN] if can_be_changed(seen) else []),
        DeskButton.LIST,
        DeskButton.END,
    )


def _bars(catalog: Catalog, seen: Seen) -> tuple[Bar, ...]:
    """The five fits to draw; none where nothing leads."""
    if seen.result is None or seen.result.role is None:
        return ()
    return tuple(Bar(catalog.roles[role].name, fit) for role, fit in seen.result.fits.items())


def _marks(catalog: Catalog, seen: Seen) -> tuple[WeekMark, ...]:
    """Twelve weeks to draw."""
    if seen.plan is None:
        return ()
    return tuple(
        WeekMark(cell.number, topic(catalog, cell.step), cell.mark, cell.kept)
        for cell in cells(seen.plan)
    )
