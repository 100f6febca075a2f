import sqlite3
from contextlib import closing
from pathlib import Path

from tests.fakes.file import rows
from tests.fakes.program import Program

CANARY = "my secret canary"


def test_F79_with_everything_logged_and_much_going_wrong_no_text_and_no_name_is_told(
    database: Path,
) -> None:
    with Program(database, name=CANARY, environ={"WHICHROLE_LOG": "debug"}) as program:
        program.type("/whichrole")
        program.type(f"I like {CANARY}")
        rows(database, "UPDATE answers SET options = '[5]'")
        rows(database, "UPDATE conversation SET stage = 'nowhere'")
        program.type(CANARY)
        rows(database, "UPDATE conversation SET stage = 'welcome'")
        with closing(sqlite3.connect(database)) as other:
            other.execute("ALTER TABLE outbox RENAME TO outbox_aside")
            program.type(CANARY)
            other.execute("ALTER TABLE outbox_aside RENAME TO outbox")
        program.send(b'{"text": "' + CANARY.encode() + b'"')
        code, errors = program.end()

    assert code == 0
    assert CANARY not in errors
