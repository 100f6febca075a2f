"""The tables, as the newest migration leaves them (a test holds the two together)."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.store import columns
from bot.store.columns import Instant
from bot.store.linking import tables as of_links
from bot.store.mentoring import tables

metadata = columns.metadata
"""All of them, with those of mentors and of linked accounts."""

admin_log = tables.admin_log
community_setting = tables.community_setting
consent = tables.consent
declined = tables.declined
look = tables.look
mentor = tables.mentor
note = tables.note
pairing = tables.pairing
wording = tables.wording

link_code = of_links.link_code
wrong_code = of_links.wrong_code

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("joined_id", Integer, index=True),
    sqlite_autoincrement=True,
)
"""``joined_id`` is set on a person who is put aside: their account came to another one's person
by a code, and finds them again, with conversation and weekly steps, when the two part. Whoever
deletes the other deletes them (``holdings``). No foreign key does: SQLite gives none with a
name to a table that stands, and building this one anew would delete all that leads to it."""

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("platform", String(20), nullable=False),
    Column("workspace", String(80), nullable=False),
    Column("user", String(200), nullable=False),
    Column("unreachable_since", Instant),
    Column("living_card", String(120)),
    Column("time_zone", String(60)),
    Column("locale", String(35)),
    Column("learned_at", Instant),
    Column("name", String(80)),
    Column("linked_at", Instant),
    Column("seen_in", String(80)),
    UniqueConstraint("platform", "workspace", "user"),
    sqlite_autoincrement=True,
)
"""``linked_at`` is set on an account that came to another one's person by a code."""

conversation = Table(
    "conversation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("version", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("stage", String(20), nullable=False),
    Column("asking", String(40)),
    Column("heard_at", Instant, nullable=False),
    Column("chosen", String(40)),
    Column("thorough", Boolean, nullable=False, server_default=false()),
    Column("leaning_role", String(40)),
    Column("leaned_at", Instant),
    Column("earlier_role", String(40)),
    Column("earlier_at", Instant),
    Column("moved_at", Instant),
    Column("own_words", Text),
    Column("advert", Text),
    sqlite_autoincrement=True,
)
"""``own_words`` holds what somebody tells just now, and the words that they wanted kept, if
there is either (``store.own_words``)."""

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "conversation_id", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False
    ),
    Column("attempt", Integer, nullable=False),
    Column("question", String(40), nullable=False),
    Column("manner", String(10), nullable=False),
    Column("options", JSON, nullable=False),
    Column("text", Text),
    Column("content", String(12), nullable=False),
    Column("answered_at", Instant, nullable=False),
    CheckConstraint("manner IN ('picked', 'not-sure', 'skipped', 'wrote')", name="manner"),
    Index("ix_answers_walk", "conversation_id", "attempt", "id"),
    sqlite_autoincrement=True,
)

result = Table(
    "result",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "conversation_id", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False
    ),
    Column("attempt", Integer, nullable=False),
    Column("role", String(40)),
    Column("fits", JSON, nullable=False),
    Column("content", String(12), nullable=False),
    Column("reached_at", Instant, nullable=False),
    Index("ix_result_walk", "conversation_id", "attempt", "id"),
    sqlite_autoincrement=True,
)

inbox = Table(
    "inbox",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("event_key", String(200), primary_key=True),
    Column("claimed_at", Instant, nullable=False, index=True),
    sqlite_with_rowid=False,
)

WAITING = "state IN ('new', 'retry')"
"""A message that somebody may take."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE")),
    Column("kind", String(20), nullable=False),
    Column("period", String(20)),
    Column("key", String(25), nullable=False),
    Column("card", JSON(none_as_null=True)),
    Column("state", String(10), nullable=False),
    Column("reason", String(20)),
    Column("attempts", Integer, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("useful_until", Instant, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("next_at", Instant),
    Column("opens", Boolean, nullable=False, server_default=false()),
    Column("about", Integer),
    CheckConstraint(
        "state IN ('new', 'sending', 'sent', 'retry', 'unknown', 'dead')", name="state"
    ),
    Index("ix_outbox_account_id", "account_id", "closed_at", "id"),
    Index("ix_outbox_due_at", "due_at", "id", sqlite_where=text("closed_at IS NULL")),
    Index(
        "ix_outbox_person_id",
        "person_id",
        "period",
        "kind",
        unique=True,
        sqlite_where=text("person_id IS NOT NULL"),
    ),
    Index("ix_outbox_about", "about", sqlite_where=text("about IS NOT NULL")),
    sqlite_autoincrement=True,
)
"""What waits to be said, and what was said lately.

``due_at`` is when somebody has to look at an open row again: a waiting one may be taken then,
and the lease of one that is being sent runs out then. ``person_id`` and ``period`` are set
for the kinds of which a person gets one in a period, over all their accounts. ``next_at`` is
the key that the person's row of ``due`` got when a round wrote this; ``opens`` says that the
account had no direct message with us then. ``about`` is a pairing; whoever deletes one deletes
what is about it, for no foreign key does: that would make a message about two people
everything about both.
"""

plan = Table(
    "plan",
    metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    Column("cue", Text, nullable=False),
    Column("question", Text),
    Column("asked_at", Instant),
    Column("question_sent", Boolean, nullable=False),
    Column("due_at", Instant, nullable=False),
)
"""Which weekly steps somebody has. ``due_at`` is the key that their row of ``due`` got when a
turn, or a round that wrote nothing to them, moved it."""

due = Table(
    "due",
    metadata,
    Column("due_at", Instant, primary_key=True),
    Column(
        "person_id",
        ForeignKey("person.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("schedule", Text, nullable=False),
    Column("next", Text),
    Column("latest", Text),
    Column("nudged", Integer, nullable=False),
    Column("silent", Integer, nullable=False),
    Column("asked", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""When somebody gets their next step, one row for each plan; ``OPEN_END`` where nothing is due.

What is due together lies together, so a round costs what is due and not who exists. There is
no index on the person, for it would have a page of its own to write for every row that moves;
the newest key is told by ``plan`` or by the person's newest message.
"""

pace = Table(
    "pace",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("not_before", Instant, nullable=False),
    sqlite_with_rowid=False,
)

upload = Table(
    "upload",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("file", String(120), nullable=False),
    Column("uploaded_at", Instant, nullable=False),
    Index("ix_upload_account_id", "account_id"),
    sqlite_autoincrement=True,
)
"""Files that people were sent, by the platform's names of them."""

leftover = Table(
    "leftover",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("file", String(120), primary_key=True),
    Column("left_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
"""Files of people whom we know no more, until the platform has deleted them."""

community = Table(
    "community",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("arrived_at", Instant, nullable=False),
    Column("left_at", Instant),
    sqlite_with_rowid=False,
)
"""``left_at`` is set while it does not let us in."""

community_role = Table(
    "community_role",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("workspace", String(80), primary_key=True),
    Column("role", String(40), primary_key=True),
    Column("stands_for", String(40), nullable=False),
    sqlite_with_rowid=False,
)
"""Which role of a community, by the platform's name of it, stands for which of ours."""

forgotten = Table(
    "forgotten",
    metadata,
    Column("fingerprint", String(32), primary_key=True),
    Column("forgotten_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
