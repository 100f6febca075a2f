"""0013 whom the log names: the accounts beside the names in the log of changes.

Why:      somebody who is forgotten is taken out of the log by their account, also where nothing
          else tells any longer what they were called; and nobody who is called alike is.
Data:     entries are copied; of those from before, accounts are not known.
Locks:    the log is written anew; as long as it is, which is short.
Undo:     drops the accounts; a name that was deleted reads as one that is empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_COPY = """
    INSERT INTO admin_log_anew (id, platform, workspace, by, what, value, changed_at)
    SELECT id, platform, workspace, coalesce(by, ''), what, coalesce(value, ''), changed_at
    FROM admin_log
"""


def upgrade() -> None:
    users = [
        sa.Column(name, sa.String(200)) for name in ("by_user", "first_user", "second_user")
    ]
    _write_anew(*users, may_be_unnamed=True)


def downgrade() -> None:
    _write_anew(may_be_unnamed=False)


def _write_anew(*more: sa.Column[str], may_be_unnamed: bool) -> None:
    """SQLite cannot change what a column takes, so another table takes the place of this."""
    op.drop_index("ix_admin_log_community", "admin_log")
    op.create_table(
        "admin_log_anew",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("by", sa.String(200), nullable=may_be_unnamed),
        sa.Column("what", sa.String(120), nullable=False),
        sa.Column("value", sa.Text, nullable=may_be_unnamed),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name="pk_admin_log"),
        sqlite_autoincrement=True,
    )
    op.execute(_COPY)
    op.drop_table("admin_log")
    op.rename_table("admin_log_anew", "admin_log")
    op.create_index("ix_admin_log_community", "admin_log", ["platform", "workspace", "id"])
