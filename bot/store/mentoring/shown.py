"""What of a row that two people share its export shows to one of them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, func, or_, select

from bot.engine.mentoring.values import Sharing
from bot.store.mentoring.tables import declined, look, note, pairing
from bot.store.schema import account
from bot.store.schema import person as people


def columns_shown(table: Table, person: ColumnElement[int]) -> list[Any]:
    """The columns of a table as this person may read them, under their own names.

    Of a note that a mentor wrote for themselves, its mentee reads that it is there (A19); of
    a mentor who declined their request, that one did; of a look of theirs at somebody else,
    not the number of that person.
    """
    hidden = {
        note.c.text: _text_of_note,
        declined.c.account_id: _account_that_declined,
        look.c.person_id: _person_looked_at,
    }
    of = {(column.table.name, column.name): made for column, made in hidden.items()}
    return [
        of[table.name, column.name](table, person)
        if (table.name, column.name) in of
        else column
        for column in table.c
    ]


def rows_shown(
    table: Table, theirs: ColumnElement[bool], person: ColumnElement[int]
) -> ColumnElement[bool]:
    """Which rows of a table this person may read.

    Args:
        table: any.
        theirs: the rows that a foreign key leads from to this person.
        person: the number of their row.
    """
    made: Callable[..., ColumnElement[bool]] | None = _ROWS.get(table.name)
    return theirs if made is None else made(table, theirs, person)


def _rows_of_declined(
    table: Table, theirs: ColumnElement[bool], person: ColumnElement[int]
) -> ColumnElement[bool]:
    """That a mentor declined is theirs and the mentee's, and not for whoever took it then."""
    as_mentee = select(pairing.c.id).where(pairing.c.mentee_account.in_(_accounts(person)))
    is_about_them = table.c.account_id.in_(_accounts(person))
    return and_(theirs, or_(is_about_them, table.c.pairing_id.in_(as_mentee)))


def _rows_of_look(
    table: Table, theirs: ColumnElement[bool], person: ColumnElement[int]
) -> ColumnElement[bool]:
    """Also their own looks at others, where there was something to see.

    A look that was refused is written only if there is somebody to read of it, so that it is
    kept would tell whether there is (F64).
    """
    saw = func.json_array_length(table.c["items"]) > 0
    return or_(theirs, and_(table.c.account_id.in_(_accounts(person)), saw))


_ROWS = {declined.name: _rows_of_declined, look.name: _rows_of_look}


def _person_looked_at(table: Table, person: ColumnElement[int]) -> ColumnElement[int]:
    own = select(people.c.id).where(or_(people.c.id == person, people.c.joined_id == person))
    return case((table.c.person_id.in_(own), table.c.person_id)).label("person_id")


def _account_that_declined(table: Table, person: ColumnElement[int]) -> ColumnElement[int]:
    is_theirs = table.c.account_id.in_(_accounts(person))
    return case((is_theirs, table.c.account_id)).label("account_id")


def _accounts(person: ColumnElement[int]) -> Select[Any]:
    return select(account.c.id).where(account.c.person_id == person)


def _text_of_note(notes: Table, person: ColumnElement[int]) -> ColumnElement[str]:
    as_mentor = select(pairing.c.id).where(pairing.c.mentor_account.in_(_accounts(person)))
    may_read = or_(notes.c.sharing == Sharing.BOTH.value, notes.c.pairing_id.in_(as_mentor))
    return case((may_read, notes.c.text), else_="").label("text")
