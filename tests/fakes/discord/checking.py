"""What Discord refuses on the spot; what it refuses besides, the validator finds afterwards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tests.fakes.discord.components import BUTTON, CONTAINER, OF_V2, ROW, SELECT, TEXT, walked
from tests.fakes.discord.models import HAS_COMPONENTS_V2, Json
from tests.fakes.discord.refused import Refused

LONGEST_CONTENT, MOST_TEXT, LONGEST_NONCE = 2_000, 4_000, 25
MOST_COMPONENTS, MOST_ROWS, MOST_BUTTONS, MOST_OPTIONS, MOST_IN_A_MODAL = 40, 5, 5, 25, 5
LONGEST_CUSTOM_ID, LONGEST_LABEL, LONGEST_TITLE, LONGEST_PLACEHOLDER = 100, 80, 45, 150
IS_LINK, IS_PREMIUM = 5, 6


def check_message(message: Mapping[str, Any], attachments: Sequence[Json]) -> None:
    """Look at a message as it would stand.

    Args:
        message: content, components, embeds, flags.
        attachments: its files.

    Raises:
        Refused: Discord would not show it so.
    """
    content, components = message.get("content") or "", message.get("components") or []
    if len(content) > LONGEST_CONTENT:
        raise Refused(50035, content="Must be 2000 or fewer in length.")
    if message.get("flags", 0) & HAS_COMPONENTS_V2:
        if content or message.get("embeds"):
            raise Refused(50035, content="cannot be used with MessageFlags.IS_COMPONENTS_V2")
        if not components:
            raise Refused(50035, components="This field is required")
    elif not (content or components or message.get("embeds") or attachments):
        raise Refused(50006)
    check_components(components, is_v2=bool(message.get("flags", 0) & HAS_COMPONENTS_V2))


def check_nonce(nonce: object) -> None:
    """Look at a nonce.

    Raises:
        Refused: it is too long.
    """
    if nonce is not None and len(str(nonce)) > LONGEST_NONCE:
        raise Refused(50035, nonce="Must be 25 or fewer in length.")


def check_components(components: Sequence[Mapping[str, Any]], *, is_v2: bool) -> None:
    """Look at the components of a message.

    Raises:
        Refused: Discord would not draw them.
    """
    everything = list(walked(components))
    kinds = {one.get("type") for one in everything}
    if not is_v2 and (kinds & OF_V2 or any(one.get("type") != ROW for one in components)):
        raise Refused(50035, components="Value of field 'type' must be one of (1,).")
    if not is_v2 and len(components) > MOST_ROWS:
        raise Refused(50035, components="Must be between 1 and 5 in length.")
    if len(everything) > MOST_COMPONENTS:
        raise Refused(50035, components="The total number of components cannot exceed 40")
    if sum(len(one["content"]) for one in everything if one.get("type") == TEXT) > MOST_TEXT:
        raise Refused(50035, components="The total text cannot exceed 4000 characters")
    _check_names(everything)
    for one in everything:
        problem = _problem(one)
        if problem:
            raise Refused(50035, components=problem)


def check_modal(modal: Mapping[str, Any]) -> None:
    """Look at a modal.

    Raises:
        Refused: Discord would not open it.
    """
    components = modal.get("components") or []
    if not 0 < len(components) <= MOST_IN_A_MODAL:
        raise Refused(50035, components="Must be between 1 and 5 in length.")
    if not 0 < len(str(modal.get("title") or "")) <= LONGEST_TITLE:
        raise Refused(50035, title="Must be between 1 and 45 in length.")
    if not 0 < len(str(modal.get("custom_id") or "")) <= LONGEST_CUSTOM_ID:
        raise Refused(50035, custom_id="Must be between 1 and 100 in length.")
    _check_names(list(walked(components)))


def _check_names(everything: Sequence[Mapping[str, Any]]) -> None:
    named = Counter(one["custom_id"] for one in everything if one.get("custom_id") is not None)
    if named and max(named.values()) > 1:
        raise Refused(50035, components="Component custom id cannot be duplicated")
    if any(not 0 < len(one) <= LONGEST_CUSTOM_ID for one in named):
        raise Refused(50035, components="Must be between 1 and 100 in length.")


def _problem(one: Mapping[str, Any]) -> str:
    """What is wrong with one component by itself, or an empty text."""
    match one.get("type"):
        case kind if kind == ROW:
            return _problem_of_row(one.get("components") or [])
        case kind if kind == BUTTON:
            return _problem_of_button(one)
        case kind if kind == SELECT:
            return _problem_of_select(one)
        case kind if kind == TEXT:
            return "" if one.get("content") else "This field is required"
        case kind if kind == CONTAINER:
            return "" if one.get("components") else "This field is required"
        case kind if not isinstance(kind, int):
            return "This field is required"
        case _:
            return ""


def _problem_of_row(inside: Sequence[Mapping[str, Any]]) -> str:
    if not 0 < len(inside) <= MOST_BUTTONS:
        return "Must be between 1 and 5 in length."
    if len(inside) > 1 and any(one.get("type") != BUTTON for one in inside):
        return "The specified component exceeds the maximum width"
    return ""


def _problem_of_button(one: Mapping[str, Any]) -> str:
    if len(one.get("label") or "") > LONGEST_LABEL:
        return "Must be 80 or fewer in length."
    if one.get("style") == IS_LINK:
        return "" if one.get("url") and not one.get("custom_id") else "A url is required"
    if one.get("style") == IS_PREMIUM:
        return ""
    if not one.get("custom_id"):
        return "A custom id is required"
    return "" if one.get("label") or one.get("emoji") else "A label or an emoji is required"


def _problem_of_select(one: Mapping[str, Any]) -> str:
    options = one.get("options") or []
    if not 0 < len(options) <= MOST_OPTIONS:
        return "Must be between 1 and 25 in length."
    if len({option.get("value") for option in options}) < len(options):
        return "The specified option value is already used"
    if any(not 0 < len(option.get("label") or "") <= 100 for option in options):
        return "Must be between 1 and 100 in length."
    least, most = one.get("min_values", 1), one.get("max_values", 1)
    if not 0 <= least <= most <= len(options):
        return "min_values and max_values must fit the options"
    if len(one.get("placeholder") or "") > LONGEST_PLACEHOLDER:
        return "Must be 150 or fewer in length."
    return ""
