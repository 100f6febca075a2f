import gc
import stat
import threading
from pathlib import Path

import pytest

from bot import wiring
from bot.config import Settings
from bot.errors import ConfigError, ContentFaults
from bot.store.address import sqlite_file
from bot.wiring import assembled, database_url


def test_a_given_address_is_used_as_it_stands() -> None:
    address = "sqlite+aiosqlite:////tmp/a b.db"

    assert database_url(Settings.from_env({"DATABASE_URL": address})) == address


@pytest.mark.parametrize(
    "name", ["plain", "with space", "what?x=1", "50%41", "sharp#", "a@b:c", "größer", "[x]&+"]
)
def test_the_default_database_stands_in_the_data_folder_whatever_its_name(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name

    url = database_url(Settings.from_env({"WHICHROLE_DATA": str(folder)}))

    assert sqlite_file(url).path == folder / "whichrole.db"


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"

    database_url(Settings.from_env({"WHICHROLE_DATA": str(folder)}))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_data_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    database_url(Settings.from_env({"WHICHROLE_DATA": str(tmp_path)}))

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_data_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    settings = Settings.from_env({"WHICHROLE_DATA": str(in_the_way / "folder")})

    with pytest.raises(ConfigError) as caught:
        database_url(settings)

    assert str(caught.value) == (
        f"The data folder {in_the_way}/folder cannot be made: Not a directory."
    )


def writers() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "store-writer"}


async def test_the_parts_are_built_from_the_settings_and_closed(database: Path) -> None:
    settings = Settings.from_env({"DATABASE_URL": f"sqlite+aiosqlite:///{database}"})
    before = writers()

    async with assembled(settings) as parts:
        assert parts.catalog.questions
        assert parts.clock.now().tzinfo is not None
        assert len(writers() - before) == 1

    assert writers() <= before


def inside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_broken_content_starts_nothing(tmp_path: Path) -> None:
    environ = {"WHICHROLE_CONTENT": str(tmp_path / "none"), "WHICHROLE_DATA": str(tmp_path)}

    with pytest.raises(ContentFaults):
        async with assembled(Settings.from_env(environ)):
            pass

    assert inside(tmp_path) == []


def test_what_is_here_to_stay_is_not_looked_through_again() -> None:
    before = gc.get_freeze_count()

    wiring.settle_in()

    assert gc.get_freeze_count() > before
    gc.unfreeze()


def test_the_collector_that_rests_at_the_start_works_from_then_on() -> None:
    gc.disable()

    wiring.settle_in()

    assert gc.isenabled()
    gc.unfreeze()
