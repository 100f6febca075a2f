"""0012 people put aside: what an account brought into a link stays told apart.

Why:      whoever unlinks gets back what they brought, and forget-me of either reaches theirs;
          and whoever types a code says yes first, before its owner is asked.
Data:     none is converted; no release could link accounts.
Locks:    two columns and an index; a table goes that nothing stands in; instant.
Undo:     what is put aside is deleted, with the conversations and plans in it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("link_code", sa.Column("agreed_at", _instant))
    op.add_column("person", sa.Column("joined_id", sa.Integer))
    op.create_index("ix_person_joined_id", "person", ["joined_id"])
    op.drop_table("past_plan")


def downgrade() -> None:
    op.execute("DELETE FROM person WHERE joined_id IS NOT NULL")
    op.drop_index("ix_person_joined_id")
    op.execute("ALTER TABLE person DROP COLUMN joined_id")
    op.execute("ALTER TABLE link_code DROP COLUMN agreed_at")
    _create_past_plan()


def _create_past_plan() -> None:
    op.create_table(
        "past_plan",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("chosen", sa.String(40)),
        sa.Column("body", sa.JSON),
        sa.Column("cue", sa.Text),
        sa.Column("question", sa.Text),
        sa.Column("asked_at", _instant),
        sa.Column("ended_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_past_plan"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_past_plan_person_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_past_plan_person_id", "past_plan", ["person_id"])
