"""Pairs and progress as CSV, line by line: chosen columns, and nothing that runs (A20).

What somebody wrote in their own words is in no column that is there by default. What a
spreadsheet would take for a formula has an apostrophe before it, so that it is read as text.
Also within a cell: where another separator is usual than ours, it may begin one there.
"""

import csv
import re
import unicodedata
from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from io import StringIO

from bot.cards import Attachment
from bot.engine.mentoring.values import Item
from bot.engine.plans.rhythm import rhythm
from bot.ports.administering import PairsThere
from bot.ports.mentoring import Community, Pairing
from bot.usecases.access import Sight

MOST_AT_ONCE = 200
STAYS = timedelta(hours=1)
"""So long a table of mentees stands in a direct message, whence its mentor saves it."""

MINUTES = int(STAYS.total_seconds() // 60)

_BEGINS_A_FORMULA = frozenset("=+-@\u2212")
"""Wide and small forms, which some spreadsheets read as these, are made these before."""

_MAY_PART_CELLS = re.compile("([;|\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029])")
"""Not the comma: whoever takes it for the separator, as we do, knows our quotes for quotes."""

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Mn", "Zl", "Zp", "Zs"})
"""Kinds of characters that a reader may drop before it looks how a cell begins."""


@dataclass(frozen=True, slots=True)
class MenteeTable(Attachment):
    """A table of mentees as a file for their mentor; it is kept nowhere.

    Attributes:
        about: numbers of the pairings of which it shows something.
    """

    about: frozenset[int]


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


_TELLS: Mapping[MenteeColumn, frozenset[Item]] = {
    MenteeColumn.ROLE: frozenset({Item.ROLE}),
    MenteeColumn.WEEK: frozenset({Item.STEPS}),
    MenteeColumn.LAST_CHECK_IN: frozenset({Item.STEPS}),
    MenteeColumn.KEPT: frozenset({Item.STEPS}),
    MenteeColumn.OF_WEEKS: frozenset({Item.STEPS}),
    MenteeColumn.FLAGS: frozenset({Item.STEPS, Item.WORDS}),
    MenteeColumn.QUESTION: frozenset({Item.WORDS}),
}
"""What a column tells of somebody, beside who they are and what they share."""

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


def mentees_as_csv(
    sights: Iterable[Sight], columns: Sequence[MenteeColumn] = MENTEE_COLUMNS
) -> Iterator[str]:
    """A line for each mentee as their mentor may see them, after the names of the columns.

    No more than a mentor looks after, so they are at hand all at once.
    """
    yield line(columns)
    for sight in sights:
        yield line([_OF_A_MENTEE[column](sight) for column in columns])


def chosen_columns(words: str) -> tuple[MenteeColumn, ...] | None:
    """The columns that are named; for none, all but free text; None if one is strange."""
    named = words.replace(",", " ").casefold().split()
    if not set(named) <= set(MenteeColumn):
        return None
    return tuple(MenteeColumn(one) for one in named) or MENTEE_COLUMNS


def items_in(columns: Iterable[MenteeColumn]) -> frozenset[Item]:
    """What a table with these columns tells of a mentee (F71)."""
    return frozenset[Item]().union(*(_TELLS.get(one, ()) for one in columns))


def line(cells: Sequence[str]) -> str:
    """One line of CSV, ended as RFC 4180 ends it, of which no cell is a formula."""
    written = StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([harmless(cell) for cell in cells])
    return written.getvalue()


def harmless(cell: str) -> str:
    """The text of a cell, of which no spreadsheet runs anything, wherever it parts cells."""
    first, *others = _MAY_PART_CELLS.split(cell)
    begins = "'" if _is_formula(cell) else ""
    return "".join([begins, first, *(f"'{one}" if _is_formula(one) else one for one in others)])


def _is_formula(text: str) -> bool:
    """Whether a cell that begins so would run; quotes and unseen characters are passed over."""
    seen = (one for one in text if one != '"' and unicodedata.category(one) not in _UNSEEN)
    return unicodedata.normalize("NFKC", next(seen, "")) in _BEGINS_A_FORMULA


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
