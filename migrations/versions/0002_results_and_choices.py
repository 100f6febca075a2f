"""0002 results, and what a person chose for themselves.

Why:      a retake remembers what the walk before came to, and a person may choose another role.
Data:     conversations that exist have chosen nothing and remember nothing yet.
Locks:    new columns with defaults and a new table; instant.
Undo:     drops every result and every choice of another role; answers stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    for column in (
        sa.Column("chosen", sa.String(40)),
        sa.Column("thorough", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("leaning_role", sa.String(40)),
        sa.Column("leaned_at", _instant),
        sa.Column("earlier_role", sa.String(40)),
        sa.Column("earlier_at", _instant),
    ):
        op.add_column("conversation", column)
    op.create_table(
        "result",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("conversation_id", sa.Integer, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("role", sa.String(40)),
        sa.Column("fits", sa.JSON, nullable=False),
        sa.Column("content", sa.String(12), nullable=False),
        sa.Column("reached_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_result"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_result_conversation_id",
            ondelete="CASCADE",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_result_walk", "result", ["conversation_id", "attempt", "id"])


def downgrade() -> None:
    op.drop_table("result")
    with op.batch_alter_table("conversation") as conversation:
        for column in (
            "earlier_at",
            "earlier_role",
            "leaned_at",
            "leaning_role",
            "thorough",
            "chosen",
        ):
            conversation.drop_column(column)
