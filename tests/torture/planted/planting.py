"""How a bug is planted: what is swapped in, where, and which check must go red."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from inspect import iscoroutinefunction, signature
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import Catalog
from bot.store.address import SqliteFile
from bot.store.engines import reader_engine, writer_engine
from bot.store.reader import ReaderThreads
from tests import test_logs
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.people import with_people
from tests.store import test_first_contacts
from tests.store.files import test_restore
from tests.usecases import test_delivery, test_nudges_delivered, test_wanting

LONGEST_SECONDS = 20
"""A bug may also be seen by a check that never ends."""


@dataclass(frozen=True)
class Planted:
    """A broken twin, the place where it is swapped in, and the check that must go red.

    Attributes:
        also: what the check may end in instead, where it cannot come to its assertion.
    """

    twin: Any
    place: str
    check: Callable[..., Any]
    also: tuple[type[Exception], ...] = ()

    async def run_check(self, database: Path, clock: FakeClock, catalog: Catalog) -> None:
        """Call the check as pytest would, with the fixtures that it names."""
        wanted = signature(self.check).parameters
        file = SqliteFile(database)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(asyncio.timeout(LONGEST_SECONDS))
            makers: dict[str, Callable[..., object]] = {
                "database": lambda: database,
                "clock": lambda: clock,
                "catalog": lambda: catalog,
                "tmp_path": lambda: database.parent,
                "reader": lambda: ReaderThreads(reader_engine(file)),
                "writing": lambda: writer_engine(file),
                "reading": lambda: reader_engine(file),
            }
            if {"store", "delivering", "at_first", "strangers"} & wanted.keys():
                store = await stack.enter_async_context(opened(database, clock))
                makers["store"] = lambda: store
                makers["delivering"] = partial(test_delivery.deliveries, store, catalog, clock)
            if "at_first" in wanted:
                make = await test_nudges_delivered.everybody_is_due(store, catalog, clock)
                makers["at_first"] = lambda: make
            if "strangers" in wanted:
                strangers = await test_first_contacts.strangers_are_due(store, database)
                makers["strangers"] = lambda: strangers
            if "nudged" in wanted:
                makers["nudged"] = lambda: test_wanting.just_nudged(catalog)
            if "peopled" in wanted:
                await with_people(database, catalog)
                makers["peopled"] = lambda: database
            if "backup" in wanted:
                backup = await test_restore.backed_up_before_zoe(database, clock, catalog)
                makers["backup"] = lambda: backup
            if "out" in wanted:
                out = stack.enter_context(test_logs.everything_logged())
                makers["out"] = lambda: out
            if "monkeypatch" in wanted:
                patch = stack.enter_context(pytest.MonkeyPatch.context())
                makers["monkeypatch"] = lambda: patch
            given = {name: made() for name, made in makers.items() if name in wanted}
            if iscoroutinefunction(self.check):
                await self.check(**given)
            else:  # as pytest calls it: where no loop runs
                await asyncio.to_thread(self.check, **given)
