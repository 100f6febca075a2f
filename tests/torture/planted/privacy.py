"""Broken twins of what shows, keeps and deletes what people said."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, MetaData, Table, select

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.events import Event
from bot.engine.wording import day
from bot.ports.keeping import Keeper, Keeping, Kept, Rule
from bot.store.people import forgetting
from bot.store.schema import metadata


def forget_without_a_mark(connection: Connection, person: int, now: datetime) -> None:
    forgetting.delete_person(connection, person, now)


def log_that_stays(connection: Connection) -> None:
    pass


def belongs_only_directly(
    table: Table, person: ColumnElement[int]
) -> ColumnElement[bool] | None:
    if table.name == "person":
        return table.c.id == person
    return table.c.person_id == person if "person_id" in table.c else None


def everything_about_everybody(
    connection: Connection, person: int, schema: MetaData = metadata
) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for name, table in schema.tables.items()
    }


def ages_that_need_no_time_after_a_warning(
    rule: Rule, keeping: Keeping, now: datetime
) -> dict[str, datetime]:
    return {"before": now - keeping.older_than(rule), "warned_before": now}


async def retain_one_step(
    keeper: Keeper, keeping: Keeping, pause: timedelta = timedelta()
) -> Mapping[Rule, int]:
    return {rule: await keeper.end_some(rule, keeping) for rule in Rule}


def warning_that_is_never_moot(catalog: Catalog, kept: Kept, ends_at: datetime) -> Card:
    heard, until = day(catalog, kept.heard_at), day(catalog, ends_at)
    return Card(body=catalog.say("warning", heard=heard, date=until))


def acted_at_to_the_letter(event: Event) -> datetime:
    return event.at
