"""Values to columns and back. What goes in as a card or an answer comes out equal.

What this program never writes does not become a value: whoever reads a row does so under
``ours``, which turns every surprise into one sentence that repeats nothing of the row (I8).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from json import JSONEncoder
from operator import attrgetter
from types import TracebackType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from bot.cards import (
    Attachment,
    Bar,
    Card,
    Choice,
    Place,
    Progress,
    Result,
    Several,
    WeekMark,
)
from bot.catalog.adverts import Section
from bot.engine.adverts.values import Reading
from bot.engine.own_words.values import OwnWords
from bot.engine.state import (
    Answer,
    Conversation,
    Leaning,
    NotSure,
    Picked,
    Skipped,
    Stage,
    Wrote,
)
from bot.engine.weekly.values import Weekly
from bot.errors import StoreError

to_json = JSONEncoder(check_circular=False).encode
"""What ``json.dumps`` writes, a fifth faster: what we keep is a tree."""

_CARD = [name for name in Card.__slots__ if name not in ("choices", "controls")]
_card_values = attrgetter(*_CARD)
_FLAT = frozenset({"place", "several", "progress", "result", "file"})

STRANGE = (ValueError, TypeError, LookupError, AttributeError)
"""What making a value of a row raises if this program did not write it."""

CHOICES_KEPT = 256
TICKS_KEPT = 1024
"""Most people tick what somebody ticked before them."""


class ours:  # noqa: N801 - read as a function; a generator would cost twice as much
    """Read rows of this database here, and make values of them.

    Raises:
        StoreError: a row is none that this program writes.
    """

    __slots__ = ("_database",)

    def __init__(self, database: object) -> None:
        self._database = database

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(problem, STRANGE):
            raise StoreError(not_ours(self._database)) from problem


def not_ours(database: object) -> str:
    """The sentence for a row that this program does not write."""
    return (
        f"The database {database} holds something that this program did not write. Restore a "
        f"backup, or name another file with --db."
    )


def from_answer(answer: Answer) -> dict[str, Any]:
    """The columns ``manner``, ``options`` and ``text``."""
    match answer:
        case Picked(options=options):
            return {"manner": "picked", "options": sorted(options), "text": None}
        case Wrote(text=text, options=options):
            return {"manner": "wrote", "options": sorted(options), "text": text}
        case NotSure():
            return {"manner": "not-sure", "options": [], "text": None}
        case Skipped():
            return {"manner": "skipped", "options": [], "text": None}


def to_answer(manner: str, options: str, text: str | None) -> Answer:
    """The answer that these columns hold; the options are JSON still."""
    match manner:
        case "picked":
            return Picked(_ids(options))
        case "wrote":
            wrote: Wrote = made(Wrote, text=text, options=_ids(options))
            return wrote
        case "skipped":
            return Skipped()
        case "not-sure":
            return NotSure()
        case _:
            raise ValueError("manner")


def to_conversation(
    row: Any,
    walk: Iterable[Any],
    weekly: Weekly | None = None,
    own_words: OwnWords | None = None,
) -> Conversation:
    """A conversation's row and its log of answers, as the engine knows it."""
    found: Conversation = made(
        Conversation,
        id=row.id,
        version=row.version,
        attempt=row.attempt,
        stage=Stage(row.stage),
        asking=row.asking,
        chosen=row.chosen,
        thorough=row.thorough,
        answers={one.question: to_answer(one.manner, one.options, one.text) for one in walk},
        leaning=to_leaning(row.leaning_role, row.leaned_at),
        earlier=to_leaning(row.earlier_role, row.earlier_at),
        moved_at=row.moved_at,
        advert=to_reading(row.advert),
        weekly=weekly,
        zone=row.time_zone,
        mentors=_names(row.mentors),
        own_words=own_words,
    )
    return found


def _names(stored: str) -> tuple[str, ...]:
    """Names in a JSON list, which hardly ever has one."""
    return () if stored == "[]" else tuple(sorted(json.loads(stored)))


def from_leaning(role: str, at: str, leaning: Leaning | None) -> dict[str, Any]:
    """What a walk came to, in two columns of these names."""
    return {role: leaning.role if leaning else None, at: leaning.at if leaning else None}


def to_leaning(role: str | None, at: datetime | None) -> Leaning | None:
    """What two columns say a walk came to."""
    found: Leaning | None = None if at is None else made(Leaning, role=role, at=at)
    return found


_SETS = ("asked", "about")
"""What a reading holds as sets; the second is missing in those of older versions."""


def from_reading(reading: Reading | None) -> str | None:
    """What was read of an advert, as JSON text; it holds none of its words."""
    if reading is None:
        return None
    return to_json(_fields(reading) | {name: sorted(getattr(reading, name)) for name in _SETS})


def to_reading(stored: str | None) -> Reading | None:
    """What was read of an advert so far."""
    if stored is None:
        return None
    fields = json.loads(stored)
    return cast(
        "Reading",
        made(
            Reading,
            **fields
            | {"section": Section(fields["section"])}
            | {name: frozenset(fields.get(name, ())) for name in _SETS},
        ),
    )


def from_card(card: Card) -> str:
    """A card as JSON text; what is empty is left out."""
    stored = {
        name: value for name, value in zip(_CARD, _card_values(card), strict=True) if value
    }
    for name in _FLAT & stored.keys():
        stored[name] = _fields(stored[name])
    if card.chart:
        stored["chart"] = [_fields(bar) for bar in card.chart]
    if card.weeks:
        stored["weeks"] = [_fields(week) for week in card.weeks]
    # What is offered elsewhere may quote what somebody said, and no cache may hold that.
    choices = _same_choices if card.progress else _choices
    parts = (
        to_json(stored)[1:-1],
        choices("choices", card.choices),
        _same_choices("controls", card.controls),
    )
    return f"{{{', '.join(filter(None, parts))}}}"


def _choices(name: str, choices: tuple[Choice, ...]) -> str:
    """This part of a card's JSON, which is the longest; empty without choices."""
    listed = [{"id": one.id, "label": one.label} for one in choices]
    return f'"{name}": {to_json(listed)}' if listed else ""


_same_choices = lru_cache(CHOICES_KEPT)(_choices)
"""Commands, and the options of a question: whoever stands there is offered the same."""


def to_card(stored: Mapping[str, Any]) -> Card:
    """The card that was stored, also one that an older version wrote."""
    result = stored.get("result")
    found: Card = made(
        Card,
        body=stored.get("body", ""),
        place=_maybe(Place, stored.get("place")),
        recap=stored.get("recap", ""),
        choices=_each(Choice, stored.get("choices", ())),
        several=_maybe(Several, stored.get("several")),
        writes=stored.get("writes", False),
        progress=_maybe(Progress, stored.get("progress")),
        controls=_each(Choice, stored.get("controls", ())),
        chart=_each(Bar, stored.get("chart", ())),
        weeks=_each(WeekMark, stored.get("weeks", ())),
        result=_maybe(Result, result and result | {"reasons": tuple(result["reasons"])}),
        file=_maybe(Attachment, stored.get("file")),
        private=stored.get("private", False),
        problem=stored.get("problem", False),
        links=_words(stored.get("links", ())),
    )
    return found


def _fields(value: Any) -> dict[str, Any]:
    """Its fields by name; ``asdict`` copies deeply, at six times the cost."""
    return {name: getattr(value, name) for name in value.__slots__}


def _maybe(kind: Callable[..., Any], stored: Mapping[str, Any] | None) -> Any:
    return made(kind, **stored) if stored else None


def _words(stored: Iterable[Any]) -> tuple[str, ...]:
    words = tuple(stored)
    if not set(map(type, words)) <= {str}:
        raise TypeError("words")
    return words


def _each(kind: Callable[..., Any], stored: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(made(kind, **one) for one in stored)


def made(kind: Callable[..., Any], /, **fields: Any) -> Any:
    """A value of these fields, each of the type that it is declared with."""
    for name, declared in _declared(kind).items():
        if name in fields and not isinstance(fields[name], declared):
            raise TypeError(name)
    return kind(**fields)


@cache
def _declared(kind: Callable[..., Any]) -> dict[str, tuple[type, ...]]:
    """The types of its fields, as ``isinstance`` is fastest with them."""
    return {name: _checkable(hint) for name, hint in get_type_hints(kind).items()}


def _checkable(hint: Any) -> tuple[type, ...]:
    if isinstance(hint, UnionType):
        return tuple(one for part in get_args(hint) for one in _checkable(part))
    if hint is float:
        return (float, int)
    whole = get_origin(hint) or hint
    return (dict, whole) if whole is Mapping else (whole,)


@lru_cache(TICKS_KEPT)
def _ids(stored: str) -> frozenset[str]:
    options = json.loads(stored)
    if not isinstance(options, list) or not set(map(type, options)) <= {str}:
        raise TypeError("options")
    return frozenset(options)
