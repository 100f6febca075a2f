import sqlite3
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.paths import migrations_folder
from bot.store.files import damage
from bot.store.files.soundness import Schema, newest_revision, schema_of
from tests.fakes.databases import is_sentence, page_of, tear
from tests.fakes.file import rows
from tests.fakes.people import copied


def test_F50_damage_that_only_an_index_shows_is_refused(peopled: Path) -> None:
    """Who is not found under their name would be taken for somebody new."""
    start, size = page_of(peopled, "sqlite_autoindex_account_1")
    known = peopled.read_bytes()
    named = known.index(b"terminalben", start, start + size)

    peopled.write_bytes(known[:named] + b"terminalbob" + known[named + 11 :])

    assert "missing from index sqlite_autoindex_account_1" in refusal(peopled)


def test_F50_what_a_killed_program_left_beside_a_damaged_file_stays_too(
    peopled: Path, tmp_path: Path
) -> None:
    other = sqlite3.connect(peopled)
    other.execute("CREATE TABLE more (x)")
    other.commit()
    dead = copied(peopled, tmp_path / "dead.db")
    other.close()
    with dead.open("r+b") as file:
        file.seek(4_096 * 3)
        file.write(b"\xa5" * 4_096)
    log = tmp_path / "dead.db-wal"
    before = dead.read_bytes(), log.read_bytes()

    refusal(dead)

    assert (dead.read_bytes(), log.read_bytes()) == before


@pytest.mark.parametrize("torn", ["account", "conversation", "person"])
def test_F50_in_a_large_file_those_tables_are_checked_that_say_who_and_where(
    peopled: Path, monkeypatch: pytest.MonkeyPatch, torn: str
) -> None:
    monkeypatch.setattr(damage, "WHOLE_UP_TO", 0)

    tear(peopled, torn)

    assert "is damaged" in refusal(peopled)


@pytest.mark.parametrize("torn", ["answers", "inbox", "outbox"])
def test_a_large_file_starts_in_bounded_time_without_a_look_at_what_grows_with_every_turn(
    peopled: Path, monkeypatch: pytest.MonkeyPatch, torn: str
) -> None:
    tear(peopled, torn)
    assert "is damaged" in refusal(peopled)
    monkeypatch.setattr(damage, "WHOLE_UP_TO", 0)

    found = schema_of(peopled, newest_revision(migrations_folder()))

    assert found is Schema.CURRENT


def test_F50_a_file_without_a_column_that_we_need_is_refused(peopled: Path) -> None:
    rows(peopled, "ALTER TABLE conversation RENAME asking TO asked")

    assert "(it has no column conversation.asking)" in refusal(peopled)


def test_the_tables_that_grow_are_tables_of_ours(peopled: Path) -> None:
    named = set(rows(peopled, "SELECT name FROM sqlite_master WHERE type = 'table'"))

    assert named > damage.GROWING


def refusal(database: Path) -> str:
    before = database.read_bytes()
    with pytest.raises(StoreError) as caught:
        schema_of(database, newest_revision(migrations_folder()))
    assert database.read_bytes() == before
    assert is_sentence(str(caught.value))
    return str(caught.value)
