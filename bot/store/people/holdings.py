"""What each table holds, as the law asks: which columns are personal, and what ends its rows.

Rows that a chain of foreign keys leads from to a person are about that person. They are
exported whole and deleted together, also from tables that were added after these lines were
written; nothing here names a table in a statement.

Rule for editors: a new column gets its class here in the same change. ``faults`` tells what
is missing, and a test asks it about the schema that the migrations build.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, MetaData, Table, or_, select

from bot.ports.keeping import Rule

THE_SCHEMA_ITSELF = "alembic_version"


@dataclass(frozen=True, slots=True)
class Holding:
    """One table.

    Attributes:
        personal: columns that say something about a person, or whose row it is.
        ours: columns about the working of the program, which say nothing about anybody.
        ends: the rules by which its rows, or what is personal in them, come to an end.
    """

    personal: frozenset[str]
    ours: frozenset[str]
    ends: frozenset[Rule]


def _holding(personal: str, ours: str, *ends: Rule) -> Holding:
    return Holding(frozenset(personal.split()), frozenset(ours.split()), frozenset(ends))


HOLDINGS: Mapping[str, Holding] = {
    "person": _holding("id created_at joined_id", "", Rule.PEOPLE),
    "account": _holding(
        "id person_id platform workspace user unreachable_since living_card time_zone locale"
        " learned_at name linked_at seen_in",
        "",
        *(Rule.SETTINGS, Rule.PEOPLE),
    ),
    "upload": _holding("id account_id file uploaded_at", "", Rule.PEOPLE),
    "leftover": _holding("", "platform workspace file left_at", Rule.LEFTOVERS),
    "community": _holding("", "platform workspace arrived_at left_at", Rule.COMMUNITIES),
    "community_role": _holding("", "platform workspace role stands_for", Rule.SETTINGS),
    "conversation": _holding(
        "id person_id version attempt stage asking heard_at chosen thorough leaning_role"
        " leaned_at earlier_role earlier_at moved_at own_words advert",
        "",
        Rule.PEOPLE,
    ),
    "answers": _holding(
        "id conversation_id attempt question manner options text answered_at",
        "content",
        Rule.PEOPLE,
    ),
    "result": _holding(
        "id conversation_id attempt role fits reached_at", "content", Rule.PEOPLE
    ),
    "inbox": _holding("", "platform workspace event_key claimed_at", Rule.KEYS),
    "outbox": _holding(
        "id account_id person_id kind period key card written_at closed_at next_at opens about",
        "state reason attempts looks fence due_at useful_until",
        Rule.TEXTS,
        Rule.PEOPLE,
    ),
    "plan": _holding(
        "person_id version body cue question asked_at question_sent due_at", "", Rule.PEOPLE
    ),
    "due": _holding(
        "due_at person_id account_id schedule next latest nudged silent asked",
        "",
        Rule.PEOPLE,
    ),
    "pairing": _holding(
        "id platform workspace home state origin mentor mentee mentor_account mentee_account"
        " mentor_name mentee_name words opened_at began_at reminded_at ended_at asked_by"
        " asked_at ended_by left_at from_pool",
        "",
        *(Rule.PAIRINGS, Rule.SETTINGS, Rule.PEOPLE),
    ),
    "consent": _holding(
        "pairing_id item given_at", "", *(Rule.PAIRINGS, Rule.SETTINGS, Rule.PEOPLE)
    ),
    "declined": _holding(
        "pairing_id account_id declined_at", "", *(Rule.PAIRINGS, Rule.SETTINGS, Rule.PEOPLE)
    ),
    "note": _holding(
        "id pairing_id sharing text written_at",
        "",
        *(Rule.PAIRINGS, Rule.SETTINGS, Rule.PEOPLE),
    ),
    "look": _holding(
        "id person_id account_id by platform workspace items looked_at",
        "",
        *(Rule.LOOKS, Rule.PEOPLE),
    ),
    "mentor": _holding(
        "platform workspace user home name account_id is_named capacity digest looked_at",
        "",
        *(Rule.SETTINGS, Rule.PEOPLE),
    ),
    "link_code": _holding(
        "id account_id code made_at typed_by typed_at agreed_at", "", Rule.PEOPLE
    ),
    "wrong_code": _holding("account_id number since", "", Rule.PEOPLE),
    "community_setting": _holding("", "platform workspace setting value", Rule.SETTINGS),
    "wording": _holding("", "platform workspace key sentence", Rule.SETTINGS),
    "admin_log": _holding(
        "",
        "id platform workspace by what value changed_at by_user first_user second_user",
        Rule.SETTINGS,
    ),
    "pace": _holding("", "platform workspace not_before", Rule.PAUSES),
    "forgotten": _holding("", "fingerprint forgotten_at", Rule.MARKS),
}
"""By table. ``inbox``, ``forgotten`` and ``leftover`` say that something happened, and not to
whom: the first holds the platforms' names of events, the second fingerprints that give nothing
back, the third names of files that nobody can open but whoever was sent them. ``admin_log``
is a community's; ``mentoring.traces`` takes out of it who is forgotten.
"""


def belongs_to(table: Table, person: ColumnElement[int]) -> ColumnElement[bool] | None:
    """Whether a row of this table is about a person; None if no foreign key leads to one.

    Args:
        table: of the schema in the code, or of one that was read from a database.
        person: the number of their row.
    """
    return _leads_to(table, person, frozenset())


def faults(schema: MetaData, holdings: Mapping[str, Holding] = HOLDINGS) -> list[str]:
    """What a schema holds that has no class, or no export, deletion or end; a sentence each."""
    tables = {name: one for name, one in schema.tables.items() if name != THE_SCHEMA_ITSELF}
    return [
        *_unlike("table", tables, holdings),
        *(
            fault
            for name, table in tables.items()
            if name in holdings
            for fault in _faults_of(table, holdings[name])
        ),
    ]


def _leads_to(
    table: Table, person: ColumnElement[int], seen: frozenset[str]
) -> ColumnElement[bool] | None:
    if table.name == "person":  # and whoever is put aside for them
        return or_(*(one == person for one in table.c if one.name in {"id", "joined_id"}))
    ways: list[ColumnElement[bool]] = []
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
        target = key.column.table
        if not isinstance(target, Table) or target.name in seen | {table.name}:
            continue
        if key.ondelete == "SET NULL":  # the row outlives whom it names
            continue
        if (there := _leads_to(target, person, seen | {table.name})) is not None:
            ways.append(key.parent.in_(select(key.column).where(there)))
    return or_(*ways) if ways else None


def _faults_of(table: Table, holding: Holding) -> Iterator[str]:
    classes = [*holding.personal, *holding.ours]
    yield from _unlike(
        "column",
        (f"{table.name}.{one.name}" for one in table.c),
        {f"{table.name}.{name}" for name in classes},
    )
    for name in sorted(holding.personal & holding.ours):
        yield f"The column {table.name}.{name} has two classes."
    linked = belongs_to(table, table.c[next(iter(table.c.keys()))]) is not None
    if holding.personal and not linked:
        yield (
            f"The table {table.name} is personal, and no foreign key leads from it to a "
            f"person: it is neither exported nor deleted."
        )
    if not holding.ends:
        yield f"The table {table.name} has no retention rule."
    elif linked and Rule.PEOPLE not in holding.ends:
        yield f"The table {table.name} does not say that it ends with its person."


def _unlike(kind: str, found: Iterable[str], classed: Iterable[str]) -> Iterator[str]:
    """What is there and has no class, and what has a class and is not there."""
    there, known = set(found), set(classed)
    yield from (f"The {kind} {name} has no class." for name in sorted(there - known))
    yield from (f"There is no {kind} {name}." for name in sorted(known - there))
