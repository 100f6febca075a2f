"""What authors wrote, as checked frozen values.

This package's face is the model only: the loader reads files, and the core must not.
"""

from bot.catalog.model import (
    About,
    Catalog,
    Command,
    Kind,
    Lexicon,
    Option,
    Question,
)
from bot.catalog.roles import (
    Focus,
    LadderStep,
    Neighbour,
    Portfolio,
    Role,
    Skip,
    Taste,
)
from bot.catalog.telling import Comparing, Heading, Telling, Term
from bot.catalog.weights import (
    Band,
    Found,
    Measured,
    Spread,
    Stopping,
    Vector,
    Weights,
)

__all__ = [
    "About",
    "Band",
    "Catalog",
    "Command",
    "Comparing",
    "Focus",
    "Found",
    "Heading",
    "Kind",
    "LadderStep",
    "Lexicon",
    "Measured",
    "Neighbour",
    "Option",
    "Portfolio",
    "Question",
    "Role",
    "Skip",
    "Spread",
    "Stopping",
    "Taste",
    "Telling",
    "Term",
    "Vector",
    "Weights",
]
