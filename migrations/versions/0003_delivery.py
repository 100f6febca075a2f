"""0003 delivery: attempts, reasons, kinds and periods of messages; pace; who was forgotten.

Why:      what could not be sent is tried again later, once, in order, and ends with a reason.
Data:     messages keep their text, state and order; each gets a key made of its number. When
          somebody last moved becomes when they were last heard from.
Locks:    the outbox is written anew, so about as long as copying it takes: a second for
          100,000 messages; two columns and two tables are instant.
Undo:     drops keys, attempts and reasons, pace, and the marks of those who were forgotten;
          messages that wait without a text go, and every other one stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("ALTER TABLE conversation RENAME COLUMN moved_at TO heard_at")
    op.add_column("account", sa.Column("unreachable_since", _instant))
    op.execute("CREATE TABLE outbox_before AS SELECT * FROM outbox")
    op.drop_table("outbox")
    _create_outbox()
    op.execute(
        "INSERT INTO outbox (id, account_id, kind, key, card, state, attempts, looks, fence,"
        " due_at, useful_until, written_at, closed_at)"
        " SELECT id, account_id, kind, 'm' || id, card, state, 0, 0, fence,"
        " coalesce(lease_until, written_at), '9999-12-31 00:00:00.000000', written_at, sent_at"
        " FROM outbox_before"
    )
    op.drop_table("outbox_before")
    op.create_table(
        "pace",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("not_before", _instant, nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", name="pk_pace"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "forgotten",
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("forgotten_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_forgotten"),
        sqlite_with_rowid=False,
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("period", sa.String(20)),
        sa.Column("key", sa.String(25), nullable=False),
        sa.Column("card", sa.JSON),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(20)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("due_at", _instant, nullable=False),
        sa.Column("useful_until", _instant, nullable=False),
        sa.Column("written_at", _instant, nullable=False),
        sa.Column("closed_at", _instant),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_outbox_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_outbox_account_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "state IN ('new', 'sending', 'sent', 'retry', 'unknown', 'dead')",
            name="ck_outbox_state",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_account_id", "outbox", ["account_id", "closed_at", "id"])
    op.create_index(
        "ix_outbox_due_at",
        "outbox",
        ["due_at", "id"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "ix_outbox_person_id",
        "outbox",
        ["person_id", "period", "kind"],
        unique=True,
        sqlite_where=sa.text("person_id IS NOT NULL"),
        postgresql_where=sa.text("person_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("forgotten")
    op.drop_table("pace")
    op.execute("CREATE TABLE outbox_after AS SELECT * FROM outbox WHERE card IS NOT NULL")
    op.drop_table("outbox")
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("card", sa.JSON, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("lease_until", _instant),
        sa.Column("written_at", _instant, nullable=False),
        sa.Column("sent_at", _instant),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_outbox_account_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "state IN ('new', 'sending', 'sent', 'retry', 'unknown', 'dead')",
            name="ck_outbox_state",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["account_id", "id"],
        sqlite_where=sa.text("state != 'sent'"),
    )
    op.execute(
        "INSERT INTO outbox (id, account_id, kind, card, state, fence, lease_until, written_at,"
        " sent_at) SELECT id, account_id, kind, card, state, fence, due_at, written_at,"
        " closed_at FROM outbox_after"
    )
    op.drop_table("outbox_after")
    with op.batch_alter_table(
        "account", table_kwargs={"sqlite_autoincrement": True}
    ) as account:
        account.drop_column("unreachable_since")
    op.execute("ALTER TABLE conversation RENAME COLUMN heard_at TO moved_at")
