"""0006 community roles: which role of a community stands for which of ours.

Why:      on Discord somebody can show the role that they chose.
Data:     none is converted; nothing stands for anything yet.
Locks:    a new table; instant.
Undo:     drops what stands for what.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "community_role",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("stands_for", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", "role", name="pk_community_role"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("community_role")
