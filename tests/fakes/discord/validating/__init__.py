"""Whether Discord would take what leaves, and whether the fake answers as Discord does.

Two layers: Discord's own description of its interface, and the rules that it leaves out. The
rules are asked only about what has the right shape, so that they need not doubt it.
"""

from tests.fakes.discord.validating.validator import Validator, validator

__all__ = ["Validator", "validator"]
