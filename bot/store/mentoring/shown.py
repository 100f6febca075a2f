"""What of a row that two people share its export shows to one of them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, case, or_, select

from bot.engine.mentoring.values import Sharing
from bot.store.mentoring.tables import declined, note, pairing
from bot.store.schema import account


def columns_shown(table: Table, person: ColumnElement[int]) -> list[Any]:
    """The columns of a table as this person may read them, under their own names.

    Of a note that a mentor wrote for themselves, its mentee reads that it is there (A19); of
    a mentor who declined their request, that one did.
    """
    hidden = {
        note.c.text: _text_of_note,
        declined.c.account_id: _account_that_declined,
    }
    of = {(column.table.name, column.name): made for column, made in hidden.items()}
    return [
        of[table.name, column.name](table, person)
        if (table.name, column.name) in of
        else column
        for column in table.c
    ]


def _account_that_declined(table: Table, person: ColumnElement[int]) -> ColumnElement[int]:
    is_theirs = table.c.account_id.in_(_accounts(person))
    return case((is_theirs, table.c.account_id)).label("account_id")


def _accounts(person: ColumnElement[int]) -> Select[Any]:
    return select(account.c.id).where(account.c.person_id == person)


def _text_of_note(notes: Table, person: ColumnElement[int]) -> ColumnElement[str]:
    as_mentor = select(pairing.c.id).where(pairing.c.mentor_account.in_(_accounts(person)))
    may_read = or_(notes.c.sharing == Sharing.BOTH.value, notes.c.pairing_id.in_(as_mentor))
    return case((may_read, notes.c.text), else_="").label("text")
