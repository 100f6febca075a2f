"""0015 own words: what was read in own words, and words that were to be kept.

Why:      a free-text start: what was read is shown back before it counts, also after a restart;
          the words themselves stand there only if the person wanted them kept.
Data:     none is converted.
Locks:    a column; instant.
Undo:     drops it; what was just told, and words that were to be kept, are gone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("conversation", sa.Column("own_words", sa.Text))


def downgrade() -> None:
    op.execute("ALTER TABLE conversation DROP COLUMN own_words")
