"""The slash commands and the words that each of them takes: the one table in the code.

``slack/manifest.yaml`` and Discord register the same commands, help and the doctor name them;
a test holds all of them together.
"""

from collections.abc import Mapping

from bot.ports.inbound import SLASH_COMMAND

INSIDE_THE_QUIZ = ("back", "edit", "why")
"""Words of ``/whichrole`` that a hint leaves out; the cards have buttons for them."""

COMMANDS: Mapping[str, tuple[str, ...]] = {
    SLASH_COMMAND: (
        *("summary", "compare", "share", "retake", "plan", "progress", "pause", "resume"),
        *("restart", "stop", "stuck", "job", "settings", "link", "unlink"),
        *("mydata", "forget-me", "help"),
        *INSIDE_THE_QUIZ,
    ),
    "/mentee-status": (),
    "/mentor": (
        *("ask", "invite", "accept", "decline", "end", "note", "encourage", "consent"),
        "who-looked",
    ),
    "/whichrole-admin": (
        *("mentors", "roles", "thresholds", "wording", "waiting", "dropoff", "log"),
    ),
}
