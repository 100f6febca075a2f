"""What the other side reads when something is over, for those who have no catalog at hand."""

from functools import cache

from bot.catalog.loader import load
from bot.paths import content_folder
from bot.usecases.mentors.closing import Closing


@cache
def closing() -> Closing:
    """In our own words."""
    return Closing(load(content_folder()))
