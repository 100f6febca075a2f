"""0005 late words: since when somebody stands where they stand, and files still to be deleted.

Why:      words that arrive late must not answer a question that came after them; what a
          platform did not let us delete is deleted later.
Data:     none is converted; of conversations from before nobody knows since when.
Locks:    a column and a table; instant.
Undo:     drops since when people stand, and the names of files that are still to be deleted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("conversation", sa.Column("moved_at", _instant))
    op.create_table(
        "leftover",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("file", sa.String(120), nullable=False),
        sa.Column("left_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", "file", name="pk_leftover"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("leftover")
    with op.batch_alter_table(
        "conversation", table_kwargs={"sqlite_autoincrement": True}
    ) as conversation:
        conversation.drop_column("moved_at")
