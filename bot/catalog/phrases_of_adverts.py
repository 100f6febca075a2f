"""The sentences about job adverts, and their placeholders; see ``phrases``."""

from collections.abc import Mapping

from bot.catalog.promises import PROMISED

NOTHING: frozenset[str] = frozenset()

PHRASES_OF_ADVERTS: Mapping[str, frozenset[str]] = {
    "command.job": NOTHING,
    "button.another": NOTHING,
    "button.done-reading": NOTHING,
    "why.advert": PROMISED,
    "not-understood.advert": NOTHING,
    "place.advert": NOTHING,
    "job.ask": PROMISED,
    "job.more": PROMISED,
    "job.long": frozenset({"most"}),
    "job.role": frozenset({"percent", "role"}),
    "job.as-titled": frozenset({"percent", "role"}),
    "job.mislabelled": frozenset({"percent", "role", "title"}),
    "job.several": frozenset({"roles"}),
    "job.unclear": NOTHING,
    "job.no-advert": NOTHING,
    "job.foreign": NOTHING,
    "job.partly": NOTHING,
    "job.rest": frozenset({"percent", "role"}),
    "job.share": frozenset({"percent", "role"}),
    "job.words": frozenset({"words"}),
    "job.words-of": frozenset({"role", "words"}),
    "job.words-of-each": NOTHING,
    "job.your-lists": frozenset({"role"}),
    "job.its-lists": frozenset({"role"}),
    "job.focus": frozenset({"things"}),
    "job.skip": frozenset({"things"}),
    "job.neither": frozenset({"things"}),
    "job.and-more": frozenset({"count", "things"}),
}
