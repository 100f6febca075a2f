"""What mentors note about their mentees: see ``ports.mentoring.Pairings``."""

from datetime import datetime

from sqlalchemy import Connection

from bot.engine.mentoring.values import Note, Sharing
from bot.ports.inbound import Address, EventKey
from bot.store import rows
from bot.store.mentoring import note_statements
from bot.store.mentoring.telling import claim, make_known
from bot.store.standings import named


def add_note(
    connection: Connection, key: EventKey, by: Address, number: int, note: Note, now: datetime
) -> bool:
    """See ``ports.mentoring.Pairings.add_note``; of a repeat it says what it said before."""
    is_new = claim(connection, key, by, now)
    theirs = {**named(by), "number": number}
    if note_statements.is_theirs_now.row(connection, theirs) is None:
        return False
    if is_new:
        make_known(connection, by, now)
        columns = {
            "pairing_id": number,
            "sharing": note.sharing.value,
            "text": note.text,
            "written_at": note.at,
        }
        note_statements.add_note.insert(connection, columns)
    return True


def notes(connection: Connection, who: Address, number: int) -> list[Note]:
    """See ``ports.mentoring.Pairings.notes``."""
    asked = {**named(who), "number": number}
    with rows.ours(connection.engine.url.database):
        return [
            rows.made(
                Note,
                text=row.text,
                sharing=Sharing(row.sharing),
                at=row.written_at,
                id=row.id,
            )
            for row in note_statements.notes.rows(connection, asked)
        ]


def drop_note(connection: Connection, by: Address, number: int, note: int) -> None:
    """See ``ports.mentoring.Pairings.drop_note``."""
    theirs = {**named(by), "number": number}
    if note_statements.is_theirs_now.row(connection, theirs) is not None:
        note_statements.drop_note.run(connection, {"note": note, "number": number})
