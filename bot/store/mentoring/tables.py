"""The tables of mentors and of what communities set; ``schema`` has them with all others.

A column ``home`` is the workspace in which accounts of a platform live there: that of the
community, or none where they belong to no community (Discord). Together with the platform and
a user it is an address. Columns that link to an account are empty as long as the person behind
that address has not spoken with us.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    text,
)

from bot.store.columns import Instant, metadata

AWAITS = "state IN ('asked', 'invited')"
"""A pairing of which one side is to answer."""

pairing = Table(
    "pairing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("workspace", String(80), nullable=False),
    Column("home", String(80), nullable=False),
    Column("state", String(10), nullable=False),
    Column("origin", String(10), nullable=False),
    Column("mentor", String(200)),
    Column("mentee", String(200), nullable=False),
    Column("mentor_account", ForeignKey("account.id", ondelete="CASCADE"), index=True),
    Column("mentee_account", ForeignKey("account.id", ondelete="CASCADE"), index=True),
    Column("mentor_name", String(80), nullable=False),
    Column("mentee_name", String(80), nullable=False),
    Column("words", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("began_at", Instant),
    Column("reminded_at", Instant),
    Column("ended_at", Instant),
    Column("asked_by", String(10)),
    Column("asked_at", Instant),
    Column("ended_by", String(10)),
    Column("left_at", Instant),
    Column("from_pool", Boolean, nullable=False, server_default=false()),
    CheckConstraint("state IN ('asked', 'invited', 'active', 'ended')", name="state"),
    CheckConstraint("origin IN ('asked', 'invited', 'assigned')", name="origin"),
    Index("ix_pairing_mentor", "mentor", "platform", "workspace"),
    Index("ix_pairing_mentee", "mentee", "platform", "workspace"),
    Index(
        "ix_pairing_waiting", "platform", "workspace", "opened_at", sqlite_where=text(AWAITS)
    ),
    sqlite_autoincrement=True,
)
"""``mentor`` is empty while a request is the pool's. ``asked_by`` is the side that asked the
other something last, and when. ``ended_by`` is the side that ended it, declined it or took it
back. ``left_at`` is since when its mentor is none, as far as its mentee was told. ``from_pool``
is whether its words were written to any mentor, though it has one now."""

declined = Table(
    "declined",
    metadata,
    Column("pairing_id", ForeignKey("pairing.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "account_id",
        ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("declined_at", Instant),
    sqlite_with_rowid=False,
)
"""Mentors who cannot take a request, which is still anybody else's. ``declined_at`` is when, of
one that was asked of them alone."""

consent = Table(
    "consent",
    metadata,
    Column("pairing_id", ForeignKey("pairing.id", ondelete="CASCADE"), primary_key=True),
    Column("item", String(10), primary_key=True),
    Column("given_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
"""A row is a yes of the mentee's, to this mentor and to nobody else."""

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pairing_id", ForeignKey("pairing.id", ondelete="CASCADE"), nullable=False),
    Column("sharing", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    CheckConstraint("sharing IN ('only-me', 'both')", name="sharing"),
    Index("ix_note_pairing_id", "pairing_id", "id"),
    sqlite_autoincrement=True,
)

look = Table(
    "look",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("account.id", ondelete="SET NULL"), index=True),
    Column("by", String(200), nullable=False),
    Column("platform", String(20), nullable=False),
    Column("workspace", String(80), nullable=False),
    Column("items", JSON, nullable=False),
    Column("looked_at", Instant, nullable=False),
    Index("ix_look_person_id", "person_id", "looked_at"),
    sqlite_autoincrement=True,
)
"""Who looked at a mentee. ``account_id`` is the looker's: when they are forgotten, it stays
that somebody looked, and not who."""

mentor = Table(
    "mentor",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("user", String(200), primary_key=True),
    Column("home", String(80), nullable=False),
    Column("name", String(80), nullable=False),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), index=True),
    Column("is_named", Boolean, nullable=False, server_default=false()),
    Column("capacity", Integer),
    Column("digest", Boolean, nullable=False, server_default=false()),
    Column("looked_at", Instant),
    Index("ix_mentor_user", "user", "platform"),
    sqlite_with_rowid=False,
)
"""The list of a community, and what mentors set for themselves, on the list or not."""

community_setting = Table(
    "community_setting",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("setting", String(20), primary_key=True),
    Column("value", String(200), nullable=False),
    sqlite_with_rowid=False,
)

wording = Table(
    "wording",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("sentence", Text, nullable=False),
    sqlite_with_rowid=False,
)

admin_log = Table(
    "admin_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("workspace", String(80), nullable=False),
    Column("by", String(200)),
    Column("what", String(120), nullable=False),
    Column("value", Text),
    Column("changed_at", Instant, nullable=False),
    Column("by_user", String(200)),
    Column("first_user", String(200)),
    Column("second_user", String(200)),
    Index("ix_admin_log_community", "platform", "workspace", "id"),
    sqlite_autoincrement=True,
)
"""Who changed what. ``by`` and ``value`` are NULL where they named somebody who is forgotten.

The last three are users of the platform: who it was, and who is named in ``value``, if anybody.
Like names they are no links: most of those who are named never spoke with us.
"""
