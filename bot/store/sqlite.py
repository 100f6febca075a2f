"""The store in one SQLite file: writes through one thread, reads beside it."""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.engine.schedule import DEFAULT_ZONE
from bot.engine.state import Conversation
from bot.engine.weekly.times import as_of
from bot.errors import StoreError
from bot.ports.accounts import Profile
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey
from bot.ports.keeping import Keeping, Kept, Rule
from bot.ports.news import News
from bot.ports.nudges import Serve
from bot.ports.outbox import Claimed, Message, Outcome
from bot.ports.queue import Backlog
from bot.ports.store import Step
from bot.store import communities, posting, rounds, rows, scheduled, waiting
from bot.store.address import sqlite_file
from bot.store.batches import TakesTurn
from bot.store.engines import reader_engine, reason, writer_engine
from bot.store.files.soundness import Schema, is_locked, locked, newest_revision, schema_of
from bot.store.mentoring.sqlite import SqliteMentoring
from bot.store.mentoring.sqlite_facts import SqliteMenteeFacts
from bot.store.people import accounts, owners, retention
from bot.store.reader import Reader, ReaderThreads
from bot.store.standings import where_they_stand
from bot.store.upgrade import upgrade
from bot.store.writer import Writer, WriterThread

T = TypeVar("T")


def open_store(
    database_url: str, migrations: Path, clock: Clock, default_zone: str = DEFAULT_ZONE
) -> "SqliteStore":
    """Check the file, bring it to this program's schema, and start its writer.

    Args:
        database_url: where the file is.
        migrations: what brings it to this program's schema.
        clock: when things happen.
        default_zone: of everybody here whose own time zone nobody knows; an IANA name.

    Raises:
        ConfigError: the address names no database that we can use.
        StoreError: the file cannot be used; it was not changed.
    """
    file = sqlite_file(database_url)
    try:
        schema = schema_of(file.path, newest_revision(migrations))
        if schema is Schema.NONE:
            file.path.touch(mode=0o600)  # answers are nobody else's; SQLite keeps the mode
    except OSError as problem:
        told = f"The database {file.path} cannot be opened: {problem.strerror}."
        raise StoreError(told) from problem
    if schema is not Schema.CURRENT:
        upgrade(file.path, migrations)
    writer = WriterThread(writer_engine(file))
    reader = ReaderThreads(reader_engine(file))
    return SqliteStore(file.path, writer, reader, clock, default_zone)


class SqliteStore:
    """``Store``, ``Outbox``, ``Nudges`` and ``Keeper`` over one file.

    Args:
        path: the file, for sentences about it.
        writer: runs steps that write.
        reader: runs steps that only read, beside the writer.
        clock: when things happen.
        default_zone: see ``Conversation.default_zone``.

    Attributes:
        mentoring: pairs, mentors and communities' settings in the same file.
        mentee_facts: what ``usecases.access`` decides on, and nobody else.
    """

    def __init__(
        self,
        path: Path,
        writer: Writer,
        reader: Reader,
        clock: Clock,
        default_zone: str = DEFAULT_ZONE,
    ) -> None:
        self._path = path
        self._writer = writer
        self._reader = reader
        self._clock = clock
        self._default_zone = default_zone
        self.mentoring = SqliteMentoring(self._write, self._read, clock)
        self.mentee_facts = SqliteMenteeFacts(self._write, self._read, clock)

    async def turn(
        self, key: EventKey, sender: Address, step: Step, acted_at: datetime | None = None
    ) -> Claimed:
        """See ``ports.store.Store.turn``."""
        now = self._clock.now()
        acted = acted_at or now
        return await self._write(
            TakesTurn(key, sender, lambda here: step(self._placed(here)), acted, now)
        )

    async def conversation(self, account: Address) -> Conversation | None:
        """See ``ports.store.Store.conversation``."""
        here = await self._read(lambda c: where_they_stand(c, account))
        return here and as_of(self._placed(here), self._clock.now())

    def _placed(self, here: Conversation) -> Conversation:
        """Where they stand, with the zone of this installation; mostly the same value."""
        zone = self._default_zone
        return here if here.default_zone == zone else replace(here, default_zone=zone)

    async def claim_due(
        self, platforms: Sequence[str], most: int, spacing: Mapping[str, timedelta]
    ) -> Claimed:
        """See ``ports.queue.Outbox.claim_due``."""
        now = self._clock.now()
        return await self._write(lambda c: posting.claim_due(c, platforms, most, spacing, now))

    async def claim_doubtful(self, platforms: Sequence[str], most: int) -> Claimed:
        """See ``ports.queue.Outbox.claim_doubtful``."""
        now = self._clock.now()
        return await self._write(lambda c: posting.claim_doubtful(c, platforms, most, now))

    async def claim_left(self, account: Address) -> Claimed:
        """See ``ports.queue.Outbox.claim_left``."""
        now = self._clock.now()
        return await self._write(lambda c: posting.claim_left(c, account, now))

    async def mark_sent(self, messages: Sequence[Message]) -> int:
        """See ``ports.queue.Outbox.mark_sent``."""
        now = self._clock.now()
        return await self._write(lambda c: posting.mark_sent(c, messages, now))

    async def settle(self, outcomes: Sequence[Outcome], news: Sequence[News] = ()) -> int:
        """See ``ports.queue.Outbox.settle``."""
        now = self._clock.now()
        return await self._write(lambda c: posting.settle(c, outcomes, news, now))

    async def next_due(self, platforms: Sequence[str]) -> datetime | None:
        """See ``ports.queue.Outbox.next_due``."""
        return await self._read(lambda c: waiting.next_due(c, platforms))

    async def come_back(self, *, was_set_back: bool) -> bool:
        """See ``ports.queue.Outbox.come_back``."""
        now = self._clock.now()
        return await self._write(lambda c: waiting.come_back(c, now, was_set_back=was_set_back))

    async def backlog(self) -> Backlog:
        """See ``ports.queue.Outbox.backlog``."""
        return await self._read(waiting.backlog)

    async def serve_due(self, most: int, serve: Serve) -> int:
        """See ``ports.nudges.Nudges.serve_due``."""
        now = self._clock.now()
        return await self._write(lambda c: rounds.serve_due(c, most, serve, now))

    async def next_served(self) -> datetime | None:
        """See ``ports.nudges.Nudges.next_served``."""
        now = self._clock.now()
        return await self._read(lambda c: rounds.next_served(c, now))

    async def nudged_at(self, account: Address, period: str) -> datetime | None:
        """See ``ports.nudges.Told.nudged_at``."""
        return await self._read(lambda c: scheduled.nudged_at(c, account, period))

    async def kept(self, account: Address) -> Kept | None:
        """See ``ports.keeping.Shower.kept``."""
        return await self._read(lambda c: owners.kept(c, account))

    async def living_card(self, account: Address) -> str | None:
        """See ``ports.accounts.Accounts.living_card``."""
        return await self._read(lambda c: accounts.living_card(c, account))

    async def profile(self, account: Address) -> Profile | None:
        """See ``ports.accounts.Accounts.profile``."""
        return await self._read(lambda c: accounts.profile(c, account))

    async def learn(
        self,
        account: Address,
        time_zone: str | None,
        locale: str | None,
        name: str = "",
        seen_in: str = "",
    ) -> None:
        """See ``ports.accounts.Accounts.learn``."""
        told, now = (time_zone, locale, name, seen_in), self._clock.now()
        await self._write(lambda c: accounts.learn(c, account, *told, now))

    async def keep_upload(
        self, account: Address, file: str, until: datetime | None = None
    ) -> bool:
        """See ``ports.accounts.Accounts.keep_upload``."""
        now = self._clock.now()
        return await self._write(lambda c: accounts.keep_upload(c, account, file, now, until))

    async def leftovers(self, platform: str, workspace: str) -> Sequence[str]:
        """See ``ports.accounts.Leftovers.leftovers``."""
        now = self._clock.now()
        return await self._read(lambda c: accounts.leftovers(c, platform, workspace, now))

    async def cleared(self, platform: str, workspace: str, file: str) -> None:
        """See ``ports.accounts.Leftovers.cleared``."""
        await self._write(lambda c: accounts.cleared(c, platform, workspace, file))

    async def arrive(self, platform: str, workspace: str) -> None:
        """See ``ports.communities.Communities.arrive``."""
        now = self._clock.now()
        await self._write(lambda c: communities.arrive(c, platform, workspace, now))

    async def leave(self, platform: str, workspace: str) -> None:
        """See ``ports.communities.Communities.leave``."""
        now = self._clock.now()
        await self._write(lambda c: communities.leave(c, platform, workspace, now))

    async def present(self, platform: str) -> Collection[str]:
        """See ``ports.communities.Communities.present``."""
        return await self._read(lambda c: communities.present(c, platform))

    async def roles(self, platform: str, workspace: str) -> Mapping[str, str]:
        """See ``ports.communities.Communities.roles``."""
        return await self._read(lambda c: communities.roles(c, platform, workspace))

    async def map_role(
        self, platform: str, workspace: str, role: str, stands_for: str | None
    ) -> None:
        """See ``ports.communities.Communities.map_role``."""
        await self._write(
            lambda c: communities.map_role(c, platform, workspace, role, stands_for)
        )

    async def forget(self, account: Address) -> bool:
        """See ``ports.keeping.Keeper.forget``."""
        now = self._clock.now()
        return await self._write(lambda c: owners.forget_owner(c, account, now))

    async def hear(self, account: Address) -> None:
        """See ``ports.keeping.Keeper.hear``."""
        now = self._clock.now()
        await self._write(lambda c: owners.hear(c, account, now))

    async def outdated(self, keeping: Keeping) -> Mapping[Rule, int]:
        """See ``ports.keeping.Keeper.outdated``."""
        now = self._clock.now()
        return await self._read(lambda c: retention.outdated(c, keeping, now))

    async def end_some(self, rule: Rule, keeping: Keeping) -> int:
        """See ``ports.keeping.Keeper.end_some``."""
        now = self._clock.now()
        keys = await self._read(lambda c: retention.find_some(c, rule, keeping, now))
        if not keys:
            return 0
        return await self._write(lambda c: retention.end(c, rule, keys, keeping, now))

    async def close(self) -> None:
        """Finish what waits and let go of the file.

        The reader goes first: SQLite folds its log into the file when the last connection
        leaves, and one that only reads could not.
        """
        await self._reader.close()
        await self._writer.close()

    async def _write(self, step: Callable[[Connection], T]) -> T:
        try:
            return await self._writer.run(step)
        except (SQLAlchemyError, sqlite3.Error) as problem:
            raise self._translated(problem) from problem
        except UnicodeEncodeError:  # it would quote what was said
            raise StoreError("A text holds half a character, so it cannot be kept.") from None

    async def _read(self, step: Callable[[Connection], T]) -> T:
        try:
            return await self._reader.run(step)
        except (SQLAlchemyError, sqlite3.Error) as problem:
            raise self._translated(problem) from problem

    def _translated(self, problem: SQLAlchemyError | sqlite3.Error) -> StoreError:
        told = getattr(problem, "orig", problem)
        if is_locked(told):
            return StoreError(locked(self._path))
        if isinstance(told, sqlite3.OperationalError) and not hasattr(told, "sqlite_errorcode"):
            return StoreError(
                rows.not_ours(self._path)
            )  # the driver's: a text that is no UTF-8
        return StoreError(
            f"The database {self._path} could not be used ({reason(problem)}); please try "
            f"again."
        )
