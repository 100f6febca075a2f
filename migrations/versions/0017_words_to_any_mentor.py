"""0017 words to any mentor: which requests were the pool's before their mentor had them.

Why:      what somebody wrote to any mentor stays with their request when the one who asked them
          something first cannot take it; what was written to one mentor does not.
Data:     of requests that a mentor has now nobody knows it; their words go, as they did before.
Locks:    a column with a default; instant.
Undo:     drops it: then those words go, too.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column(
        "pairing",
        sa.Column("from_pool", sa.Boolean, nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("pairing", "from_pool")
