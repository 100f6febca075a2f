"""WhichRole: a mentor's first advice as a chatbot.

Read the house from the inside out: ``catalog`` (what authors wrote), ``engine`` (the
conversation, pure), ``ports`` (what the outside must be able to do), ``usecases`` (one
verb each), ``store`` and ``adapters`` (the shells), ``wiring`` (who gets what).
"""

__version__ = "0.1.0"
