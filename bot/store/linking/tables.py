"""The tables of linked accounts; ``schema`` has them with all others."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

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
    Column("agreed_at", Instant),
    sqlite_autoincrement=True,
)
"""The latest code of an account that asked for one, as a fingerprint; who typed it, and
when they said yes to whose it is."""

wrong_code = Table(
    "wrong_code",
    metadata,
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("since", Instant, nullable=False),
)
"""How often an account typed a code that does not count, since the first of them."""
