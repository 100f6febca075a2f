"""Pairs and progress as CSV."""

import csv
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from io import StringIO
from typing import TypeVar

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.values import Item
from bot.engine.plans.plan import CheckIn
from bot.ports.mentoring import Caller, Pairing
from bot.usecases.access import Sight
from bot.usecases.mentors.exporting import (
    FREE_TEXT,
    MENTEE_COLUMNS,
    PAIR_COLUMNS,
    MenteeColumn,
    PairColumn,
    harmless,
    line,
    mentees_as_csv,
    pairs_as_csv,
)
from tests.engine.mentoring.mentees import at_work, person
from tests.fakes.desk_town import CLUB, DeskTown, account

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n=1",
    "\u00a0=1",
    '=HYPERLINK("http://x.example","y")',
    "=cmd|' /C calc'!A0",
    "\uff1d1",
    "\ufe62\u00b11",
    "\u22121",
    *(f"{unseen}=1" for unseen in "\ufeff\u200b\u2028\u2003\x85\x00\xad\ufe0f"),
]

PARTED_ELSEWHERE = [
    *(f"x{separator}=1+1" for separator in ";|\t\n\r\v\f\x85\u2028"),
    "x;\u200b =1+1",
    'x;"=1+1"',
    "x;;y|@SUM(A1)",
]


T = TypeVar("T")


async def each(found: Iterable[T]) -> AsyncIterator[T]:
    for one in found:
        yield one


async def read(lines: AsyncIterator[str]) -> list[list[str]]:
    return [*csv.reader(StringIO("".join([one async for one in lines]), newline=""))]


async def sights(town: DeskTown) -> list[Sight]:
    return [*await town.access.mentees(Caller(account("kim"), "Kim", CLUB), {CLUB}, {})]


async def test_an_admin_gets_who_is_whose_and_nothing_of_how_they_are_doing(
    town: DeskTown,
) -> None:
    pair = replace(town.pair("sam", *Item, here=person()), words="I like charts")

    head, row = await read(pairs_as_csv(each([pair])))

    assert head == [*PAIR_COLUMNS]
    assert row == ["slack:T1", "Kim", "Sam", "active", "asked", "2026-03-02", "2026-03-02"]


async def test_a_mentor_gets_of_each_mentee_what_is_shared(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", *Item, here=person(at_work(catalog, CheckIn.DONE)))
    town.pair("ana", here=person(at_work(catalog, CheckIn.DONE)))

    head, sam, ana = await read(each(mentees_as_csv(await sights(town))))

    assert head == [*MENTEE_COLUMNS]
    assert sam == [
        *("slack:T1", "Sam", "2026-03-02", "reasons role steps words", "data_analyst"),
        *("1", "2026-03-09", "1", "1", "stuck"),
    ]
    assert ana == ["slack:T1", "Ana", "2026-03-02", "", "", "", "", "", "", ""]


async def test_own_words_are_there_only_if_somebody_names_their_column(
    catalog: Catalog, town: DeskTown
) -> None:
    pair = replace(town.pair("sam", *Item, here=person(at_work(catalog))), words="=Charts")
    town.pair("ana")

    pairs = await read(pairs_as_csv(each([pair]), [PairColumn.WORDS]))
    mentees = await read(each(mentees_as_csv(await sights(town), [MenteeColumn.QUESTION])))

    assert not FREE_TEXT & {*PAIR_COLUMNS, *MENTEE_COLUMNS}
    assert pairs == [["words"], ["'=Charts"]]
    assert mentees == [["question"], ["How do I know when a **chart** is too much?"], [""]]


@pytest.mark.parametrize("cell", HOSTILE)
async def test_A20_no_cell_is_a_formula(town: DeskTown, cell: str) -> None:
    pair = replace(town.pair("sam"), mentee_name=cell)

    _, (told,) = await read(pairs_as_csv(each([pair]), [PairColumn.MENTEE]))

    assert told.startswith("'")
    assert told.replace("'", "") == cell.replace("'", "")
    assert harmless(f"{cell} x").startswith("'")


@pytest.mark.parametrize("cell", PARTED_ELSEWHERE)
def test_A20_nothing_runs_where_another_separator_parts_the_cells(cell: str) -> None:
    (told,) = next(csv.reader(StringIO(line([cell]), newline="")))

    formula = cell[min(cell.index(sign) for sign in "=@" if sign in cell) :]
    before = told[: told.index(formula)]
    assert before.rstrip(' "\u200b').endswith("'")
    assert told.replace("'", "", 1) == cell


def test_A20_every_cell_is_quoted() -> None:
    assert line(["Sam", "", 'a "b"']) == '"Sam","","a ""b"""\r\n'


@pytest.mark.parametrize(
    "cell", ["Sam", "a=b", "x; y, -1, a-b", 'O\'Neil, "Sam"', "two\nlines", "", "'x"]
)
async def test_a_harmless_cell_stays_as_it_is(cell: str) -> None:
    (row,) = csv.reader(StringIO(line([cell, "x"]), newline=""))

    assert row == [cell, "x"]


async def test_rows_come_one_by_one_as_they_are_read(town: DeskTown) -> None:
    pair, read_so_far = town.pair("sam"), []

    async def endless() -> AsyncIterator[Pairing]:
        while True:
            read_so_far.append(1)
            yield pair

    lines = pairs_as_csv(endless())
    got = [await anext(lines) for _ in range(3)]

    assert len(got) == 3
    assert len(read_so_far) == 2
    assert all(one.endswith("\r\n") for one in got)
