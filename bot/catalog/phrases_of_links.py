"""The sentences about accounts that are one person, and their placeholders; see ``phrases``."""

from collections.abc import Mapping

from bot.catalog.promises import PROMISED, Promised

NOTHING: frozenset[str] = frozenset()

PHRASES_OF_LINKS: Mapping[str, frozenset[str]] = {
    "link.on-terminal": NOTHING,
    "link.on-slack": NOTHING,
    "link.on-discord": NOTHING,
    "link.who": Promised({"name", "where"}),
    "link.code": Promised({"code", "minutes"}),
    "link.offer": Promised({"who"}),
    "link.offer-gives": PROMISED,
    "link.offer-shows": PROMISED,
    "link.agree": PROMISED,
    "link.typed": Promised({"minutes", "who"}),
    "link.wrong": NOTHING,
    "link.own": NOTHING,
    "link.neighbours": NOTHING,
    "link.too-often": NOTHING,
    "link.already": NOTHING,
    "link.ask": Promised({"who"}),
    "link.ask-keeps": PROMISED,
    "link.reaches": PROMISED,
    "link.ask-shows": PROMISED,
    "link.yes": PROMISED,
    "link.no": PROMISED,
    "link.refused": NOTHING,
    "link.gone": NOTHING,
    "link.one-person": Promised({"who"}),
    "link.kept-here": PROMISED,
    "link.kept-there": PROMISED,
    "link.alone": NOTHING,
    "link.unlink": PROMISED,
    "link.really-unlink": PROMISED,
    "link.leave-it": NOTHING,
    "link.ask-to-part": Promised({"who"}),
    "link.it-goes": PROMISED,
    "link.you-go": PROMISED,
    "link.two-people": Promised({"who"}),
    "link.it-went": PROMISED,
    "link.you-went": PROMISED,
    "link.parted": NOTHING,
}
