from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from bot.store import posting_statements
from bot.store.prepared import Prepared
from tests.fakes.clock import NOON
from tests.fakes.file import rows

ASKED = {"platforms": ["slack"], "now": NOON, "most": 100}


@pytest.mark.parametrize(
    "statement",
    [posting_statements.due, posting_statements.doubtful, posting_statements.looked_at],
    ids=["due", "doubtful", "next due"],
)
def test_what_is_due_is_found_among_open_messages_however_many_accounts_there_are(
    database: Path, statement: Any
) -> None:
    walked = steps_of(statement, database)

    assert "ix_outbox_due_at" in walked[0]
    assert all("PRIMARY KEY" in step for step in walked if " account " in step)


def test_what_is_due_next_is_found_without_putting_all_that_waits_in_order(
    database: Path,
) -> None:
    walked = steps_of(posting_statements.looked_at, database)

    assert not any("TEMP B-TREE" in step for step in walked)


def steps_of(statement: Any, database: Path) -> list[str]:
    """What SQLite does for this statement, in order."""
    text = str(statement if isinstance(statement, Prepared) else compiled(statement))
    plan = rows(database, f"EXPLAIN QUERY PLAN {text}", *[None] * text.count("?"))
    return [step[-1] for step in plan]


def compiled(statement: Select[Any]) -> Any:
    kept = {"render_postcompile": True}
    return statement.params(ASKED).compile(dialect=sqlite.dialect(), compile_kwargs=kept)
