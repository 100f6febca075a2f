"""0007 weekly steps: plans, when each is due, and messages that nobody asked for.

Why:      whoever chose a role gets a step a week, at an hour of their own.
Data:     none is converted; nobody has a plan yet.
Locks:    two tables and two columns; instant.
Undo:     drops plans and when they are due; messages stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("cue", sa.Text, nullable=False),
        sa.Column("question", sa.Text),
        sa.Column("asked_at", _instant),
        sa.Column("question_sent", sa.Boolean, nullable=False),
        sa.Column("due_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_plan"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_plan_person_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "due",
        sa.Column("due_at", _instant, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("schedule", sa.Text, nullable=False),
        sa.Column("next", sa.Text),
        sa.Column("latest", sa.Text),
        sa.Column("nudged", sa.Integer, nullable=False),
        sa.Column("silent", sa.Integer, nullable=False),
        sa.Column("asked", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("due_at", "person_id", name="pk_due"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_due_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_due_account_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.add_column("outbox", sa.Column("next_at", _instant))
    op.add_column(
        "outbox", sa.Column("opens", sa.Boolean, nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.execute("ALTER TABLE outbox DROP COLUMN opens")
    op.execute("ALTER TABLE outbox DROP COLUMN next_at")
    op.drop_table("due")
    op.drop_table("plan")
