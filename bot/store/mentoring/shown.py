"""What of a row that two people share its export shows to one of them."""

from typing import Any

from sqlalchemy import ColumnElement, Table, case, or_, select

from bot.engine.mentoring.values import Sharing
from bot.store.mentoring.tables import note, pairing
from bot.store.schema import account


def columns_shown(table: Table, person: ColumnElement[int]) -> list[Any]:
    """The columns of a table as this person may read them, under their own names.

    Of a note that a mentor wrote for themselves, its mentee reads that it is there (A19).
    """
    return [
        _text_of_note(table, person) if column.name == "text" else column
        for column in table.c
        if table.name == note.name
    ] or [*table.c]


def _text_of_note(notes: Table, person: ColumnElement[int]) -> ColumnElement[str]:
    accounts = select(account.c.id).where(account.c.person_id == person)
    as_mentor = select(pairing.c.id).where(pairing.c.mentor_account.in_(accounts))
    may_read = or_(notes.c.sharing == Sharing.BOTH.value, notes.c.pairing_id.in_(as_mentor))
    return case((may_read, notes.c.text), else_="").label("text")
