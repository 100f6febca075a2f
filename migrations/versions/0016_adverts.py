"""0016 adverts: what was read of a job advert that comes in several messages.

Why:      a platform cuts long messages, so an advert is read part by part, also over a restart;
          counts are kept meanwhile, and none of its words.
Data:     none is converted; nobody is in the middle of an advert.
Locks:    a column; instant.
Undo:     drops what was read; whoever was in the middle of an advert pastes it again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("conversation", sa.Column("advert", sa.Text))


def downgrade() -> None:
    with op.batch_alter_table(
        "conversation", table_kwargs={"sqlite_autoincrement": True}
    ) as conversation:
        conversation.drop_column("advert")
