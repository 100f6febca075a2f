"""Pairs and progress as CSV, line by line: chosen columns, and nothing that runs (A20).

What somebody wrote in their own words is in no column that is there by default. A cell that a
spreadsheet would take for a formula begins with an apostrophe, so that it is read as text.
"""

import csv
from collections.abc import AsyncIterable, AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from io import StringIO

from bot.engine.plans.rhythm import rhythm
from bot.ports.administering import PairsThere
from bot.ports.mentoring import Community, Pairing
from bot.usecases.access import Sight

MOST_AT_ONCE = 200

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are the wide forms, which some spreadsheets read as the others."""


class PairColumn(StrEnum):
    """What admins can have of a pair; how a mentee is doing is not theirs to see."""

    COMMUNITY = "community"
    MENTOR = "mentor"
    MENTEE = "mentee"
    STATE = "state"
    ORIGIN = "origin"
    OPENED = "opened"
    BEGAN = "began"
    WORDS = "words"


class MenteeColumn(StrEnum):
    """What mentors can have of their mentees, as far as each shares it with them."""

    COMMUNITY = "community"
    MENTEE = "mentee"
    SINCE = "since"
    SHARES = "shares"
    ROLE = "role"
    WEEK = "week"
    LAST_CHECK_IN = "last-check-in"
    KEPT = "kept"
    OF_WEEKS = "of-weeks"
    FLAGS = "flags"
    QUESTION = "question"


FREE_TEXT = frozenset({PairColumn.WORDS, MenteeColumn.QUESTION})
"""Columns that hold people's own words; they are there only if somebody names them."""

PAIR_COLUMNS = tuple(one for one in PairColumn if one not in FREE_TEXT)
MENTEE_COLUMNS = tuple(one for one in MenteeColumn if one not in FREE_TEXT)


async def pairs_of(kept: PairsThere, community: Community) -> AsyncIterator[Pairing]:
    """All pairs of a community that wait or are active; never many of them in memory."""
    after = 0
    while found := await kept.pairs(community, after, MOST_AT_ONCE):
        for pair in found:
            yield pair
        after = found[-1].id


async def pairs_as_csv(
    pairs: AsyncIterable[Pairing], columns: Sequence[PairColumn] = PAIR_COLUMNS
) -> AsyncIterator[str]:
    """A line for each pair, after a line with the names of the columns."""
    yield line(columns)
    async for pair in pairs:
        yield line([_OF_A_PAIR[column](pair) for column in columns])


async def mentees_as_csv(
    sights: AsyncIterable[Sight], columns: Sequence[MenteeColumn] = MENTEE_COLUMNS
) -> AsyncIterator[str]:
    """A line for each mentee as their mentor may see them, after the names of the columns."""
    yield line(columns)
    async for sight in sights:
        yield line([_OF_A_MENTEE[column](sight) for column in columns])


def line(cells: Sequence[str]) -> str:
    """One line of CSV, ended as RFC 4180 ends it, of which no cell is a formula."""
    written = StringIO()
    csv.writer(written).writerow([harmless(cell) for cell in cells])
    return written.getvalue()


def harmless(cell: str) -> str:
    """The text of a cell, so that no spreadsheet runs it."""
    is_formula = cell.lstrip(" \n\v\f\u00a0").startswith(_BEGINS_A_FORMULA)
    return f"'{cell}" if is_formula or cell.startswith(_BEGINS_A_FORMULA) else cell


def _date(at: datetime | None) -> str:
    return at.date().isoformat() if at is not None else ""


def _community(pair: Pairing | Sight) -> str:
    return ":".join(one for one in (pair.community.platform, pair.community.workspace) if one)


def _shares(sight: Sight) -> str:
    return " ".join(sorted(sight.seen.shared))


def _week(sight: Sight) -> str:
    plan = sight.seen.plan
    return str(plan.weeks) if plan is not None else ""


def _last_check_in(sight: Sight) -> str:
    plan = sight.seen.plan
    weeks = (*plan.past, *([plan.week] if plan.week else [])) if plan is not None else ()
    return _date(max((week.at for week in weeks if week.check_in is not None), default=None))


def _kept(sight: Sight) -> str:
    plan = sight.seen.plan
    return str(rhythm(plan).kept) if plan is not None else ""


def _of_weeks(sight: Sight) -> str:
    plan = sight.seen.plan
    return str(rhythm(plan).weeks) if plan is not None else ""


_OF_A_PAIR: Mapping[PairColumn, Callable[[Pairing], str]] = {
    PairColumn.COMMUNITY: _community,
    PairColumn.MENTOR: lambda pair: pair.mentor_name,
    PairColumn.MENTEE: lambda pair: pair.mentee_name,
    PairColumn.STATE: lambda pair: pair.state,
    PairColumn.ORIGIN: lambda pair: pair.origin,
    PairColumn.OPENED: lambda pair: _date(pair.opened_at),
    PairColumn.BEGAN: lambda pair: _date(pair.began_at),
    PairColumn.WORDS: lambda pair: pair.words,
}
_OF_A_MENTEE: Mapping[MenteeColumn, Callable[[Sight], str]] = {
    MenteeColumn.COMMUNITY: _community,
    MenteeColumn.MENTEE: lambda sight: sight.name,
    MenteeColumn.SINCE: lambda sight: _date(sight.since),
    MenteeColumn.SHARES: _shares,
    MenteeColumn.ROLE: lambda sight: sight.seen.role.id if sight.seen.role else "",
    MenteeColumn.WEEK: _week,
    MenteeColumn.LAST_CHECK_IN: _last_check_in,
    MenteeColumn.KEPT: _kept,
    MenteeColumn.OF_WEEKS: _of_weeks,
    MenteeColumn.FLAGS: lambda sight: " ".join(flag.kind for flag in sight.seen.flags),
    MenteeColumn.QUESTION: lambda sight: (
        sight.seen.question.text if sight.seen.question else ""
    ),
}
