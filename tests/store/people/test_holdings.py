from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, Table, Text

from bot.ports.keeping import Rule
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from bot.store.people.holdings import HOLDINGS, Holding, faults

NO_WAY = (
    "The table remark is personal, and no foreign key leads from it to a person: it is neither "
    "exported nor deleted."
)
LINKS = {"person_id": "person.id", "answer_id": "answers.id"}


@pytest.fixture
def schema(database: Path) -> MetaData:
    """The schema as it stands in a database that the migrations built."""
    found = MetaData()
    found.reflect(writer_engine(SqliteFile(database)))
    return found


def test_F69_F70_every_column_of_the_migrated_schema_has_a_class_an_export_and_an_end(
    schema: MetaData,
) -> None:
    assert faults(schema) == []
    assert len(schema.tables) == len(HOLDINGS) + 1  # Alembic's own


def with_table(name: str, *columns: str) -> Callable[[MetaData], None]:
    """A table of links and texts."""

    def change(schema: MetaData) -> None:
        links: list[Column[Any]] = [
            Column(one, ForeignKey(LINKS[one])) for one in columns if one in LINKS
        ]
        texts: list[Column[Any]] = [Column(one, Text) for one in columns if one not in LINKS]
        Table(name, schema, *links, *texts)

    return change


def with_column(table: str, column: str) -> Callable[[MetaData], None]:
    return lambda schema: schema.tables[table].append_column(Column(column, Text))


def without_table(name: str) -> Callable[[MetaData], None]:
    return lambda schema: schema.remove(schema.tables[name])


def holding(personal: str, ours: str, *ends: Rule) -> Holding:
    return Holding(frozenset(personal.split()), frozenset(ours.split()), frozenset(ends))


@pytest.mark.parametrize(
    ("change", "classed", "complaint"),
    [
        (with_table("remark", "id", "person_id"), {}, "The table remark has no class."),
        (with_column("person", "nickname"), {}, "The column person.nickname has no class."),
        (without_table("pace"), {}, "There is no table pace."),
        (
            with_table("remark", "id"),
            {"remark": holding("id words", "", Rule.PEOPLE)},
            "There is no column remark.words.",
        ),
        (
            with_table("remark", "id", "words"),
            {"remark": holding("words", "id", Rule.KEYS)},
            NO_WAY,
        ),
        (
            with_table("remark", "id", "person_id"),
            {"remark": holding("id person_id", "")},
            "The table remark has no retention rule.",
        ),
        (
            with_table("remark", "id", "person_id"),
            {"remark": holding("id person_id", "", Rule.TEXTS)},
            "The table remark does not say that it ends with its person.",
        ),
        (
            with_table("remark", "id", "person_id"),
            {"remark": holding("id person_id", "id", Rule.PEOPLE)},
            "The column remark.id has two classes.",
        ),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_F69_F70_what_the_registry_forgets_is_told(
    schema: MetaData,
    change: Callable[[MetaData], None],
    classed: dict[str, Holding],
    complaint: str,
) -> None:
    change(schema)

    told = faults(schema, {**HOLDINGS, **classed})

    assert complaint in told


def test_F69_a_table_that_leads_to_a_person_by_way_of_others_is_no_fault(
    schema: MetaData,
) -> None:
    with_table("remark", "id", "answer_id")(schema)

    told = faults(schema, {**HOLDINGS, "remark": holding("id answer_id", "", Rule.PEOPLE)})

    assert told == []
