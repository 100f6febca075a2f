"""0004 platforms: living cards, time zones, uploads, communities that come and go.

Why:      on Slack a card is changed where it stands, files can be deleted again, and a
          workspace can put us out and let us in.
Data:     none is converted; nobody has a living card yet.
Locks:    four columns and two tables; instant.
Undo:     drops where cards stand, time zones and languages, the names of uploaded files, and
          which communities have left.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_instant = sa.DateTime(timezone=True)
_COLUMNS = (
    sa.Column("living_card", sa.String(120)),
    sa.Column("time_zone", sa.String(60)),
    sa.Column("locale", sa.String(35)),
    sa.Column("learned_at", _instant),
)


def upgrade() -> None:
    for column in _COLUMNS:
        op.add_column("account", column)
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("file", sa.String(120), nullable=False),
        sa.Column("uploaded_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_upload_account_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_upload_account_id", "upload", ["account_id"])
    op.create_table(
        "community",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("arrived_at", _instant, nullable=False),
        sa.Column("left_at", _instant),
        sa.PrimaryKeyConstraint("platform", "workspace", name="pk_community"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("community")
    op.drop_table("upload")
    with op.batch_alter_table(
        "account", table_kwargs={"sqlite_autoincrement": True}
    ) as account:
        for column in _COLUMNS:
            account.drop_column(column.name)
