"""0008 mentors: who is whose, what they share, who looked, and what communities set.

Why:      mentors see who needs a word, with the mentee's consent; admins set how.
Data:     none is converted; nobody has a mentor yet.
Locks:    eight tables, two columns, and an index that holds no row; instant.
Undo:     drops all of it; messages stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_instant = sa.DateTime(timezone=True)
_awaits = "state IN ('asked', 'invited')"


def upgrade() -> None:
    op.add_column("account", sa.Column("name", sa.String(80)))
    op.add_column("outbox", sa.Column("about", sa.Integer))
    op.create_index(
        "ix_outbox_about", "outbox", ["about"], sqlite_where=sa.text("about IS NOT NULL")
    )
    _create_pairing()
    _create_what_hangs_on_it()
    _create_look()
    _create_mentor()
    _create_what_communities_set()


def downgrade() -> None:
    for table in ("admin_log", "wording", "community_setting", "mentor", "look"):
        op.drop_table(table)
    for table in ("note", "consent", "pairing"):
        op.drop_table(table)
    op.drop_index("ix_outbox_about", "outbox")
    op.execute("ALTER TABLE outbox DROP COLUMN about")
    op.execute("ALTER TABLE account DROP COLUMN name")


def _create_pairing() -> None:
    op.create_table(
        "pairing",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("home", sa.String(80), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("mentor", sa.String(200)),
        sa.Column("mentee", sa.String(200), nullable=False),
        sa.Column("mentor_account", sa.Integer),
        sa.Column("mentee_account", sa.Integer),
        sa.Column("mentor_name", sa.String(80), nullable=False),
        sa.Column("mentee_name", sa.String(80), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("opened_at", _instant, nullable=False),
        sa.Column("began_at", _instant),
        sa.Column("reminded_at", _instant),
        sa.Column("ended_at", _instant),
        sa.CheckConstraint(
            "state IN ('asked', 'invited', 'active', 'ended')", name="ck_pairing_state"
        ),
        sa.CheckConstraint(
            "origin IN ('asked', 'invited', 'assigned')", name="ck_pairing_origin"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pairing"),
        sa.ForeignKeyConstraint(
            ["mentor_account"],
            ["account.id"],
            name="fk_pairing_mentor_account",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mentee_account"],
            ["account.id"],
            name="fk_pairing_mentee_account",
            ondelete="CASCADE",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pairing_mentor_account", "pairing", ["mentor_account"])
    op.create_index("ix_pairing_mentee_account", "pairing", ["mentee_account"])
    op.create_index("ix_pairing_mentor", "pairing", ["mentor", "platform", "workspace"])
    op.create_index("ix_pairing_mentee", "pairing", ["mentee", "platform", "workspace"])
    op.create_index(
        "ix_pairing_waiting",
        "pairing",
        ["platform", "workspace", "opened_at"],
        sqlite_where=sa.text(_awaits),
    )


def _create_what_hangs_on_it() -> None:
    op.create_table(
        "consent",
        sa.Column("pairing_id", sa.Integer, nullable=False),
        sa.Column("item", sa.String(10), nullable=False),
        sa.Column("given_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("pairing_id", "item", name="pk_consent"),
        sa.ForeignKeyConstraint(
            ["pairing_id"], ["pairing.id"], name="fk_consent_pairing_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("pairing_id", sa.Integer, nullable=False),
        sa.Column("sharing", sa.String(10), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_at", _instant, nullable=False),
        sa.CheckConstraint("sharing IN ('only-me', 'both')", name="ck_note_sharing"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.ForeignKeyConstraint(
            ["pairing_id"], ["pairing.id"], name="fk_note_pairing_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_note_pairing_id", "note", ["pairing_id", "id"])


def _create_look() -> None:
    op.create_table(
        "look",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("items", sa.JSON, nullable=False),
        sa.Column("looked_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_look"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_look_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_look_account_id", ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_look_account_id", "look", ["account_id"])
    op.create_index("ix_look_person_id", "look", ["person_id", "looked_at"])


def _create_mentor() -> None:
    op.create_table(
        "mentor",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("home", sa.String(80), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("account_id", sa.Integer),
        sa.Column("is_named", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("capacity", sa.Integer),
        sa.Column("digest", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("looked_at", _instant),
        sa.PrimaryKeyConstraint("platform", "workspace", "user", name="pk_mentor"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_mentor_account_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentor_account_id", "mentor", ["account_id"])
    op.create_index("ix_mentor_user", "mentor", ["user", "platform"])


def _create_what_communities_set() -> None:
    op.create_table(
        "community_setting",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("setting", sa.String(20), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint(
            "platform", "workspace", "setting", name="pk_community_setting"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wording",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", "key", name="pk_wording"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "admin_log",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("workspace", sa.String(80), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("what", sa.String(120), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("changed_at", _instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_admin_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_admin_log_community", "admin_log", ["platform", "workspace", "id"])
