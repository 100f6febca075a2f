"""0014 who ended: which side ended a pairing, when a mentor declined a request, or was none.

Why:      whoever was declined, or left by the other side, asks and invites the same one again
          only after a while; and a mentee hears once that their mentor is none any more.
Data:     of what ended before, nobody knows who ended it, and it keeps nobody waiting.
Locks:    columns that may be empty; instant.
Undo:     drops them: whoever was declined may ask the same one again at once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("pairing", sa.Column("ended_by", sa.String(10)))
    op.add_column("pairing", sa.Column("left_at", sa.DateTime(timezone=True)))
    op.add_column("declined", sa.Column("declined_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("declined", "declined_at")
    op.drop_column("pairing", "left_at")
    op.drop_column("pairing", "ended_by")
