"""0011 answers: which mentors declined a request that is anybody's, and who asked last.

Why:      a mentor who said "not now" is not asked again, and nobody asks twice in a row.
Data:     none is converted; until now no such answer was kept.
Locks:    a table that holds no row, and two columns; instant.
Undo:     drops both; every request is shown to every mentor again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("pairing", sa.Column("asked_by", sa.String(10)))
    op.add_column("pairing", sa.Column("asked_at", sa.DateTime(timezone=True)))
    op.create_table(
        "declined",
        sa.Column("pairing_id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("pairing_id", "account_id", name="pk_declined"),
        sa.ForeignKeyConstraint(
            ["pairing_id"], ["pairing.id"], name="fk_declined_pairing_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_declined_account_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_declined_account_id", "declined", ["account_id"])


def downgrade() -> None:
    op.drop_table("declined")
    op.execute("ALTER TABLE pairing DROP COLUMN asked_at")
    op.execute("ALTER TABLE pairing DROP COLUMN asked_by")
