"""The statements of notes about mentees, built once."""

from sqlalchemy import Text, bindparam, delete, func, insert, literal_column, or_, select

from bot.engine.mentoring.values import Sharing, State
from bot.store.mentoring.pairing_statements import IS_ITS_MENTEE, IS_ITS_MENTOR, NUMBERED
from bot.store.mentoring.tables import note, pairing
from bot.store.prepared import Prepared

is_theirs_now = Prepared(
    select(pairing.c.id).where(
        NUMBERED, pairing.c.state == literal_column(f"'{State.ACTIVE}'"), IS_ITS_MENTOR
    )
)
"""A row: they are its mentor, and the two are a pair."""

add_note = Prepared(insert(note), ("pairing_id", "sharing", "text", "written_at"))
drop_note = Prepared(
    delete(note).where(note.c.id == bindparam("note"), note.c.pairing_id == bindparam("number"))
)
notes = Prepared(
    select(
        func.iif(
            or_(IS_ITS_MENTOR, note.c.sharing == literal_column(f"'{Sharing.BOTH}'")),
            note.c.text,
            literal_column("''", Text),
        ).label("text"),
        note.c.id,
        note.c.sharing,
        note.c.written_at,
    )
    .join(pairing, pairing.c.id == note.c.pairing_id)
    .where(NUMBERED, or_(IS_ITS_MENTOR, IS_ITS_MENTEE))
    .order_by(note.c.id.desc())
)
"""The text of a note for its mentor alone does not leave the table for anybody else."""

end_notes = Prepared(delete(note).where(note.c.pairing_id == bindparam("number")))
