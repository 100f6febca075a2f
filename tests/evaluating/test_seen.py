"""People that the weights were fitted on are known again, and others are not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.evaluating.answering import Answering
from bot.evaluating.seen import LEAST_TICKS, field, known
from bot.evaluating.table import Person, Table
from tests.evaluating.practitioners import some_rows

KEY, OTHER_KEY = "5a" * 32, "a5" * 32
MANY = 400


def table(catalog: Catalog, seed: int, people: int = MANY) -> Table:
    """Made-up people, numbered from 0 whatever the seed."""
    columns = Answering(catalog).columns
    rows = some_rows(catalog, people, seed)
    return Table(
        columns,
        tuple(
            Person(row["person"], row["role"], "".join(row[c] or " " for c in columns).encode())
            for row in rows
        ),
    )


def of(whole: Table, people: Sequence[Person]) -> Table:
    return replace(whole, people=tuple(people))


@pytest.fixture(scope="module")
def trained(catalog: Catalog) -> Table:
    return table(catalog, 1)


@pytest.fixture(scope="module")
def others(catalog: Catalog) -> Table:
    return table(catalog, 2)


@pytest.fixture(scope="module")
def bits(trained: Table) -> bytes:
    return field(trained, KEY)


def test_the_same_people_are_known(trained: Table, bits: bytes) -> None:
    assert known(trained, bits, KEY) == MANY


def test_one_row_less_or_half_of_them_are_known_all_the_same(
    trained: Table, bits: bytes
) -> None:
    assert known(of(trained, trained.people[1:]), bits, KEY) == MANY - 1
    assert known(of(trained, trained.people[::2]), bits, KEY) == MANY // 2


def test_new_ids_another_order_and_another_role_do_not_hide_them(
    trained: Table, bits: bytes
) -> None:
    hidden = [
        replace(person, id=f"new{at}", role="data_engineer")
        for at, person in enumerate(reversed(trained.people))
    ]

    assert known(of(trained, hidden), bits, KEY) == MANY


def test_the_order_of_the_questions_does_not_matter(trained: Table, bits: bytes) -> None:
    turned = Table(
        trained.columns[::-1],
        tuple(replace(person, cells=person.cells[::-1]) for person in trained.people),
    )

    assert known(turned, bits, KEY) == MANY


def test_other_people_with_the_same_ids_are_not_known(others: Table, bits: bytes) -> None:
    assert known(others, bits, KEY) == 0


def test_some_of_them_among_others_are_known_and_counted(
    trained: Table, others: Table, bits: bytes
) -> None:
    mixed = of(trained, (*others.people, *trained.people[:40]))

    assert 40 <= known(mixed, bits, KEY) <= 42


@pytest.mark.parametrize(("same", "are_known"), [(5, False), (8, True)])
def test_a_few_who_answer_alike_by_chance_are_no_reason_to_refuse_a_table(
    trained: Table, others: Table, bits: bytes, same: int, are_known: bool
) -> None:
    mixed = of(trained, (*others.people[same:], *trained.people[:same]))

    assert (known(mixed, bits, KEY) > 0) is are_known


def test_whoever_ticks_little_answers_as_others_do_and_is_not_counted(trained: Table) -> None:
    size = len(trained.columns)
    few = [
        Person(
            f"few{at}",
            "data_analyst",
            b"1" * (LEAST_TICKS - 1) + b"0" * (size - LEAST_TICKS + 1),
        )
        for at in range(MANY)
    ]
    alike = of(trained, few)

    assert known(alike, field(alike, KEY), KEY) == 0


def test_strangers_are_taken_for_known_as_rarely_as_is_said(
    catalog: Catalog, trained: Table, bits: bytes
) -> None:
    crowd = table(catalog, 3, 4_000).people
    taken = sum(
        known(of(trained, [person] * 3), bits, KEY) > 0 for person in crowd
    )  # three of the same are more than chance gives

    assert taken / len(crowd) < 0.003


def test_nobody_is_known_by_bits_that_nobody_set(trained: Table) -> None:
    assert known(trained, bytes(1), KEY) == 0


def test_the_bits_are_few_and_another_key_gives_others(trained: Table, bits: bytes) -> None:
    assert len(bits) == MANY * 15 // 8
    assert field(trained, KEY) == bits != field(trained, OTHER_KEY)
    assert known(trained, bits, OTHER_KEY) == 0
