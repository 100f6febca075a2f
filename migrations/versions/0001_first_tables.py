"""0001 person, account, conversation, answers, inbox, outbox.

Why:      the first release stores a member's walk.
Data:     none exists; nothing is converted.
Locks:    new tables only; instant.
Undo:     drops the six tables and every answer in them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("created_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_account_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("platform", "workspace", "user", name="uq_account_platform"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_account_person_id", "account", ["person_id"])
    op.create_table(
        "conversation",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("asking", sa.String(40)),
        sa.Column("moved_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_conversation_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", name="uq_conversation_person_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("conversation_id", sa.Integer, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("manner", sa.String(10), nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("content", sa.String(12), nullable=False),
        sa.Column("answered_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_answers_conversation_id",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "manner IN ('picked', 'not-sure', 'skipped', 'wrote')", name="ck_answers_manner"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answers_walk", "answers", ["conversation_id", "attempt", "id"])
    op.create_table(
        "inbox",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("event_key", sa.String(200), nullable=False),
        sa.Column("claimed_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", "event_key", name="pk_inbox"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_inbox_claimed_at", "inbox", ["claimed_at"])
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


def downgrade() -> None:
    for table in ("outbox", "inbox", "answers", "conversation", "account", "person"):
        op.drop_table(table)
