"""How long what is asked between mentors and mentees waits, and is still of use."""

from datetime import timedelta

from bot.ports.outbox import Kind

REMINDED_AFTER = timedelta(days=3)
"""So long after a request or an invitation whoever is to answer is reminded, once."""

BACK_AFTER = timedelta(days=7)
"""So long after it a request that its mentor did not answer is the pool's again (A16)."""

INVITED_FOR = timedelta(days=30)
"""So long an invitation waits for an answer, or for somebody's first word; then it is over, so
that the name of whoever never came is not kept for ever (F70)."""

MEETS_AGAIN_AFTER = timedelta(days=14)
"""So long after a request or an invitation was declined or taken back, or the other side ended
the pair, whoever asked or invited asks or invites the same one no more."""

ASKS_AGAIN_AFTER = timedelta(days=7)
"""So long a question waits for the other side before the same one may ask another."""

USEFUL_FOR = {
    Kind.INVITED: INVITED_FOR,
    Kind.REQUESTED: timedelta(days=30),
    Kind.REQUEST_REMINDER: BACK_AFTER - REMINDED_AFTER,
    Kind.PAIRED: timedelta(days=30),
    Kind.ENCOURAGED: timedelta(days=35),
    Kind.CHECK_IN_WANTED: timedelta(days=7),
    Kind.PLAN_CHANGED: timedelta(days=35),
    Kind.CLOSED: timedelta(days=7),
    Kind.WORD: timedelta(days=35),
    Kind.FORGOTTEN: timedelta(days=30),
    Kind.MENTOR_LEFT: timedelta(days=30),
    Kind.MENTOR_BACK: timedelta(days=30),
    Kind.DIGEST: timedelta(days=3),
}
"""So long somebody still wants a message about a pairing; a mentor's word outlasts the longest
pause that one can choose by weeks."""
