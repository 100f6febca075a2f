"""The tables of linked accounts; ``schema`` has them with all others."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from bot.store.columns import Instant, metadata

link_code = Table(
    "link_code",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("code", String(32), nullable=False, index=True),
    Column("made_at", Instant, nullable=False),
    Column("typed_by", ForeignKey("account.id", ondelete="CASCADE"), index=True),
    Column("typed_at", Instant),
    sqlite_autoincrement=True,
)
"""The latest code of an account that asked for one, as a fingerprint, and who typed it."""

wrong_code = Table(
    "wrong_code",
    metadata,
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("since", Instant, nullable=False),
)
"""How often an account typed a code that does not count, since the first of them."""

past_plan = Table(
    "past_plan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("chosen", String(40)),
    Column("body", JSON(none_as_null=True)),
    Column("cue", Text),
    Column("question", Text),
    Column("asked_at", Instant),
    Column("ended_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
"""What an account brought along that counts no longer: the chosen role, the weekly steps."""
