"""A community's own sentences, laid over ours."""

import re
from collections.abc import Mapping
from dataclasses import replace
from string import Template

from bot.catalog import building
from bot.catalog.checks import phrase_problem
from bot.catalog.model import Catalog
from bot.catalog.phrases import PHRASES
from bot.catalog.promises import Promised

IS_PROMISED = "it tells people who sees what of theirs, and reads the same in every community"
CALLS_EVERYBODY = "it calls everybody at once; leave @everyone, @here and <!…> out"

_CALLS_EVERYBODY = re.compile(r"(?<!\w)@(everyone|here|channel)\b|<!|<@&", re.IGNORECASE)
"""The surfaces make plain text of it anyway, but it would still read like a call."""


def own_words_problem(key: str, text: object) -> str:
    """Why a community cannot say this sentence in these words; empty if it can."""
    if isinstance(PHRASES.get(key), Promised):
        return IS_PROMISED
    if isinstance(text, str) and _CALLS_EVERYBODY.search(text):
        return CALLS_EVERYBODY
    return phrase_problem(key, text)


def with_own_words(catalog: Catalog, own: Mapping[str, str]) -> Catalog:
    """The catalog with these sentences in the place of ours, by their keys.

    They pass the checks of content once more, for ours may have changed since they were kept:
    one that does not fit any longer is left out, and ours is said. So is what we promise.
    """
    fitting = {key: text for key, text in own.items() if not own_words_problem(key, text)}
    if not fitting:
        return catalog
    phrases = {key: Template(text) for key, text in fitting.items()}
    said = {key: building.sentence(phrase) for key, phrase in phrases.items()}
    sentences = {**catalog.sentences, **said}
    return replace(
        catalog,
        phrases={**catalog.phrases, **phrases},
        sentences=sentences,
        commands=building.commands(sentences),
        buttons=building.buttons(sentences),
    )
