"""0010 seen in: the guild in which somebody last did something with us.

Why:      on Discord accounts belong to no community, and admins are told at which questions
          the people of theirs leave.
Data:     none is converted; it is noted when somebody acts in a guild again.
Locks:    a column; instant.
Undo:     drops it; who is a mentee in a community still counts there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("account", sa.Column("seen_in", sa.String(80)))


def downgrade() -> None:
    op.execute("ALTER TABLE account DROP COLUMN seen_in")
