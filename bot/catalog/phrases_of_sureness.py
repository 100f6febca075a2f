"""The sentences about why, and how sure we are."""

from collections.abc import Mapping

from bot.catalog.phrases_of_plans import NOTHING

PHRASES_OF_SURENESS: Mapping[str, frozenset[str]] = {
    "reason.unticked": frozenset({"question"}),
    "reason.none": frozenset({"question"}),
    "reason.unnamed": frozenset({"question"}),
    "sure.nothing": NOTHING,
    "sure.wishes-only": NOTHING,
    "sure.no-data": NOTHING,
    "sure.no-box": NOTHING,
    "sure.named": NOTHING,
    "sure.leads": frozenset({"fit", "role"}),
    "sure.figure": frozenset({"either", "people", "right"}),
    "sure.figure-role": frozenset({"either", "people", "right"}),
    "sure.few": frozenset({"now", "number", "of", "then"}),
    "sure.others": frozenset({"of", "then"}),
    "sure.number": frozenset({"now", "number", "of", "then"}),
    "sure.wishes": NOTHING,
    "sure.wishes-lead": frozenset({"role"}),
    "sure.judged-lead": frozenset({"role"}),
    "sure.basis": frozenset({"people", "source"}),
}
