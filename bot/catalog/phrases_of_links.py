"""The sentences about accounts that are one person, and their placeholders; see ``phrases``."""

from collections.abc import Mapping

NOTHING: frozenset[str] = frozenset()

PHRASES_OF_LINKS: Mapping[str, frozenset[str]] = {
    "link.on-terminal": NOTHING,
    "link.on-slack": NOTHING,
    "link.on-discord": NOTHING,
    "link.who": frozenset({"name", "where"}),
    "link.code": frozenset({"code", "minutes"}),
    "link.offer": frozenset({"who"}),
    "link.offer-gives": NOTHING,
    "link.offer-shows": NOTHING,
    "link.agree": NOTHING,
    "link.typed": frozenset({"who", "minutes"}),
    "link.wrong": NOTHING,
    "link.own": NOTHING,
    "link.neighbours": NOTHING,
    "link.too-often": NOTHING,
    "link.already": NOTHING,
    "link.ask": frozenset({"who"}),
    "link.ask-keeps": NOTHING,
    "link.ask-shows": NOTHING,
    "link.yes": NOTHING,
    "link.no": NOTHING,
    "link.refused": NOTHING,
    "link.gone": NOTHING,
    "link.one-person": frozenset({"who"}),
    "link.kept-here": NOTHING,
    "link.kept-there": NOTHING,
    "link.alone": NOTHING,
    "link.unlink": NOTHING,
    "link.really-unlink": NOTHING,
    "link.leave-it": NOTHING,
    "link.ask-to-part": frozenset({"who"}),
    "link.it-goes": NOTHING,
    "link.you-go": NOTHING,
    "link.two-people": frozenset({"who"}),
    "link.it-went": NOTHING,
    "link.you-went": NOTHING,
    "link.parted": NOTHING,
}
