"""An advert that was copied with the tags of its page, as the text that a reader sees.

It is no parser of pages: that of the standard library takes half a minute for a broken one of
20,000 characters. Each expression here stops at the next "<", and so takes a time that grows
as the text does.
"""

import re
from html import unescape

_UNSEEN = re.compile(
    r"<(script|style)\b[^<>]*>[^<]*</\1\s*>|<!--(?:(?!<!--|-->).)*-->",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(/?)(p|div|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|section|article|main|header|footer|table|thead"
    r"|tbody|tr|td|th|span|font|strong|small|b|i|em|u|a|img|html|head|title|body)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_INLINE = frozenset(["span", "font", "strong", "small", "b", "i", "em", "u", "a", "img"])
_CELLS = frozenset(["td", "th"])
_LISTS = frozenset(["ul", "ol", "dl"])


def seen(text: str) -> str:
    """A text as a reader of its page sees it; one without tags and entities as it is."""
    if _TAG.search(text):
        text = _TAG.sub(_instead, _UNSEEN.sub("", text))
    return _ENTITY.sub(lambda one: unescape(one[0]), text).replace("\xa0", " ")


def _instead(tag: re.Match[str]) -> str:
    """What stands in place of a tag: a line begins, an item of a list, or nothing."""
    is_end, name = bool(tag[1]), tag[2].casefold()
    if name in _INLINE:
        return ""
    if name in _CELLS:
        return " "
    if name == "li":
        return "" if is_end else "\n- "
    return "\n\n" if name in _LISTS and is_end else "\n"
