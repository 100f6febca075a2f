"""0009 linked accounts: codes that link two of them, and what became history by it.

Why:      somebody who is on two platforms is one person, if both accounts say so.
Data:     none is converted; nobody is linked yet.
Locks:    three tables and a column; instant.
Undo:     drops codes and past plans; accounts that are linked stay one person.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("account", sa.Column("linked_at", _instant))
    _create_link_code()
    op.create_table(
        "wrong_code",
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("since", _instant, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_wrong_code"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_wrong_code_account_id", ondelete="CASCADE"
        ),
    )
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


def downgrade() -> None:
    for table in ("past_plan", "wrong_code", "link_code"):
        op.drop_table(table)
    op.execute("ALTER TABLE account DROP COLUMN linked_at")


def _create_link_code() -> None:
    op.create_table(
        "link_code",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("made_at", _instant, nullable=False),
        sa.Column("typed_by", sa.Integer),
        sa.Column("typed_at", _instant),
        sa.PrimaryKeyConstraint("id", name="pk_link_code"),
        sa.UniqueConstraint("account_id", name="uq_link_code_account_id"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_link_code_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["typed_by"], ["account.id"], name="fk_link_code_typed_by", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_code_code", "link_code", ["code"])
    op.create_index("ix_link_code_typed_by", "link_code", ["typed_by"])
