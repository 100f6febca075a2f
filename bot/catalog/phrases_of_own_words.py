"""The sentences about own words at the start, and their placeholders; see ``phrases``."""

from collections.abc import Mapping

from bot.catalog.promises import PROMISED, Promised

NOTHING: frozenset[str] = frozenset()

PHRASES_OF_OWN_WORDS: Mapping[str, frozenset[str]] = {
    "button.own-words": NOTHING,
    "button.own-right": NOTHING,
    "button.own-leave": NOTHING,
    "button.own-ask": NOTHING,
    "button.own-keep": PROMISED,
    "button.own-let-go": PROMISED,
    "button.own-delete": PROMISED,
    "own-words.open": frozenset({"most"}),
    "own-words.lets-go": PROMISED,
    "own-words.keeps": PROMISED,
    "own-words.kept-before": Promised({"words"}),
    "own-words.read": frozenset({"read"}),
    "own-words.wishes": frozenset({"wishes"}),
    "own-words.uncounted": frozenset({"uncounted"}),
    "own-words.answers": frozenset({"questions"}),
    "own-words.answers-none": NOTHING,
    "own-words.right": NOTHING,
    "own-words.leave": NOTHING,
    "own-words.nothing": NOTHING,
    "own-words.nothing-more": NOTHING,
    "own-words.no-fact": frozenset({"uncounted"}),
    "own-words.long": Promised({"left", "most"}),
    "own-words.done": frozenset({"questions"}),
    "own-words.done-none": NOTHING,
    "own-words.asked": PROMISED,
    "own-words.deleted": PROMISED,
    "answered.read": frozenset({"read"}),
    "mydata.own-words": Promised({"words"}),
    **{
        f"{part}.{stage}": NOTHING
        for part in ("why", "not-understood", "place")
        for stage in ("own-words", "own-read", "own-leaving")
    },
}
