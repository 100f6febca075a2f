"""${up_revision} ${message}.

Why:      what the new schema makes possible.
Data:     what happens to rows that exist.
Locks:    what it blocks, and for how long.
Undo:     what the downgrade loses.
"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
