"""Communities that let us in and no longer do, and what stands for our roles there."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.ports.keeping import Keeping, Rule
from bot.store.files.mapped import mapped_in
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows

DISCORD = "discord"
A_MONTH = Keeping().communities


async def retained(store: SqliteStore) -> int:
    """Settings that ended just now."""
    return await store.end_some(Rule.SETTINGS, Keeping())


async def test_what_stands_for_what_is_kept_for_each_community_alone(
    store: SqliteStore,
) -> None:
    await store.map_role(DISCORD, "1", "data_engineer", "10")
    await store.map_role(DISCORD, "2", "data_engineer", "20")
    await store.map_role("slack", "1", "data_engineer", "30")

    assert await store.roles(DISCORD, "1") == {"data_engineer": "10"}
    assert await store.roles(DISCORD, "2") == {"data_engineer": "20"}
    assert await store.roles(DISCORD, "3") == {}


async def test_the_last_that_was_said_counts_and_none_takes_it_away(
    store: SqliteStore,
) -> None:
    await store.map_role(DISCORD, "1", "data_engineer", "10")
    await store.map_role(DISCORD, "1", "data_engineer", "11")
    await store.map_role(DISCORD, "1", "data_analyst", "12")

    await store.map_role(DISCORD, "1", "data_analyst", None)
    await store.map_role(DISCORD, "1", "data_scientist", None)

    assert await store.roles(DISCORD, "1") == {"data_engineer": "11"}


async def test_it_is_kept_over_a_restart(database: Path, clock: FakeClock) -> None:
    async with opened(database, clock) as store:
        await store.map_role(DISCORD, "1", "data_engineer", "10")

    async with opened(database, clock) as store:
        assert await store.roles(DISCORD, "1") == {"data_engineer": "10"}


async def test_communities_that_let_us_in_are_told_apart_from_those_that_do_not(
    store: SqliteStore,
) -> None:
    for one in ("1", "2", "3"):
        await store.arrive(DISCORD, one)
    await store.arrive("slack", "4")
    await store.leave(DISCORD, "2")
    await store.leave(DISCORD, "3")
    await store.leave(DISCORD, "never")
    await store.arrive(DISCORD, "3")

    assert await store.present(DISCORD) == {"1", "3"}


async def test_settings_end_thirty_days_after_a_community_put_us_out(
    store: SqliteStore, clock: FakeClock
) -> None:
    await store.arrive(DISCORD, "1")
    await store.map_role(DISCORD, "1", "data_engineer", "10")
    await store.leave(DISCORD, "1")

    clock.pass_by(A_MONTH - timedelta(seconds=1))
    just_before = await retained(store)
    kept = await store.roles(DISCORD, "1")
    clock.pass_by(timedelta(seconds=2))
    after = await retained(store)

    assert (just_before, kept) == (0, {"data_engineer": "10"})
    assert (after, await store.roles(DISCORD, "1")) == (1, {})


async def test_F32_a_farewell_that_is_told_again_moves_nothing(
    store: SqliteStore, clock: FakeClock
) -> None:
    await store.arrive(DISCORD, "1")
    await store.map_role(DISCORD, "1", "data_engineer", "10")
    await store.leave(DISCORD, "1")
    clock.pass_by(A_MONTH - timedelta(days=1))

    await store.leave(DISCORD, "1")
    clock.pass_by(timedelta(days=2))

    assert await retained(store) == 1


async def test_F33_a_community_that_takes_us_back_keeps_its_settings(
    store: SqliteStore, clock: FakeClock
) -> None:
    await store.arrive(DISCORD, "1")
    await store.map_role(DISCORD, "1", "data_engineer", "10")
    await store.leave(DISCORD, "1")
    clock.pass_by(timedelta(days=29))

    await store.arrive(DISCORD, "1")
    clock.pass_by(timedelta(days=300))

    assert await retained(store) == 0
    assert await store.roles(DISCORD, "1") == {"data_engineer": "10"}


async def test_settings_of_a_community_that_is_not_gone_do_not_end(
    store: SqliteStore, clock: FakeClock
) -> None:
    await store.map_role(DISCORD, "1", "data_engineer", "10")
    clock.pass_by(timedelta(days=3_000))

    assert await retained(store) == 0


async def test_a_file_in_use_tells_what_stands_for_what_where_we_are(
    store: SqliteStore, database: Path
) -> None:
    for one in ("1", "2"):
        await store.arrive(DISCORD, one)
        await store.map_role(DISCORD, one, "data_engineer", f"{one}0")
    await store.map_role("slack", "3", "data_engineer", "30")
    await store.leave(DISCORD, "2")

    assert mapped_in(database, DISCORD) == {"1": {"data_engineer": "10"}}


def test_a_file_that_is_not_there_or_is_older_tells_nothing(
    database: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.db").touch()
    rows(database, "DROP TABLE community_role")

    told = [mapped_in(tmp_path / name, DISCORD) for name in ("none.db", "empty.db")]

    assert [*told, mapped_in(database, DISCORD)] == [{}, {}, {}]
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "spoilt.db").write_bytes(b"not a database" * 99)

    with pytest.raises(StoreError):
        mapped_in(tmp_path / "spoilt.db", DISCORD)
