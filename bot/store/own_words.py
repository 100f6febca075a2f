"""What there is of somebody's own words, as the text of a column and back."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.catalog import Heading
from bot.engine.own_words.values import Draft, OwnWords, Read
from bot.store.rows import made, to_json

READ = ("done", "wished", "denied", "aside")


def from_own_words(own: OwnWords | None) -> str | None:
    """JSON text; None of nothing."""
    if own is None:
        return None
    draft = _from_draft(own.draft) if own.draft else None
    return to_json({"draft": draft, "kept": own.kept})


def to_own_words(stored: str | None) -> OwnWords | None:
    """What the column holds.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: this program did not write it.
    """
    if stored is None:
        return None
    told = json.loads(stored)
    draft = None if told["draft"] is None else _to_draft(told["draft"])
    own: OwnWords = made(OwnWords, draft=draft, kept=told["kept"])
    return own


def _from_draft(draft: Draft) -> dict[str, Any]:
    """What is told just now; the words only if they are to be kept."""
    read = draft.read
    return {
        "opened_at": draft.opened_at and draft.opened_at.isoformat(),
        **{name: list(getattr(read, name)) for name in READ},
        "heading": read.heading.value,
        "length": draft.length,
        "keeps": draft.keeps,
        "text": draft.text,
    }


def _to_draft(stored: Mapping[str, Any]) -> Draft:
    opened_at = stored["opened_at"]
    said = {name: _texts(stored[name]) for name in READ}
    read = Read(**said, heading=Heading(stored["heading"]))
    draft: Draft = made(
        Draft,
        opened_at=None if opened_at is None else datetime.fromisoformat(opened_at),
        read=read,
        length=stored["length"],
        keeps=stored["keeps"],
        text=stored["text"],
    )
    return draft


def _texts(stored: Any) -> tuple[str, ...]:
    if not isinstance(stored, list) or not set(map(type, stored)) <= {str}:
        raise TypeError("read")
    return tuple(stored)
