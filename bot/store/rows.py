"""Values to columns and back. What goes in as a card or an answer comes out equal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.cards import Bar, Card, Choice, Place, Progress, Result, Several
from bot.engine.state import Answer, Leaning, NotSure, Picked, Skipped, Wrote


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


def to_answer(manner: str, options: list[str], text: str | None) -> Answer:
    """The answer that these columns hold."""
    match manner:
        case "picked":
            return Picked(frozenset(options))
        case "wrote":
            return Wrote(text or "", frozenset(options))
        case "skipped":
            return Skipped()
        case _:
            return NotSure()


def from_leaning(role: str, at: str, leaning: Leaning | None) -> dict[str, Any]:
    """What a walk came to, in two columns of these names."""
    return {role: leaning.role if leaning else None, at: leaning.at if leaning else None}


def to_leaning(role: str | None, at: datetime | None) -> Leaning | None:
    """What two columns say a walk came to."""
    return None if at is None else Leaning(role, at)


def from_card(card: Card) -> dict[str, Any]:
    """A card as JSON; what is empty is left out."""
    return {name: _stored(value) for name, value in _fields(card).items() if value}


def to_card(stored: Mapping[str, Any]) -> Card:
    """The card that was stored, also one that an older version wrote."""
    result = stored.get("result")
    return Card(
        body=stored.get("body", ""),
        place=_maybe(Place, stored.get("place")),
        recap=stored.get("recap", ""),
        choices=tuple(Choice(**choice) for choice in stored.get("choices", ())),
        several=_maybe(Several, stored.get("several")),
        writes=stored.get("writes", False),
        progress=_maybe(Progress, stored.get("progress")),
        controls=tuple(Choice(**control) for control in stored.get("controls", ())),
        chart=tuple(Bar(**bar) for bar in stored.get("chart", ())),
        result=Result(**result | {"reasons": tuple(result["reasons"])}) if result else None,
        private=stored.get("private", False),
        problem=stored.get("problem", False),
    )


def _stored(value: Any) -> Any:
    """One field of a card; what stands in it is flat."""
    match value:
        case tuple():
            return [_fields(part) for part in value]
        case Place() | Several() | Progress() | Result():
            return _fields(value)
        case _:
            return value


def _fields(value: Any) -> dict[str, Any]:
    """Its fields by name; ``asdict`` copies deeply, at six times the cost."""
    return {name: getattr(value, name) for name in value.__slots__}


def _maybe(kind: type[Any], stored: Mapping[str, Any] | None) -> Any:
    return kind(**stored) if stored else None
