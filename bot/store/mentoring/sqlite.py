"""Pairs, mentors, communities' settings and linked accounts in the file of the store."""

from bot.store.linking.sqlite import SqliteLinks
from bot.store.mentoring.sqlite_communities import SqliteCommunities
from bot.store.mentoring.sqlite_pairs import SqlitePairs


class SqliteMentoring(SqlitePairs, SqliteCommunities, SqliteLinks):
    """What ports ask of mentoring: pairs, mentors, digests, admins and links."""
