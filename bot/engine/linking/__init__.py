"""Accounts that are one person: the codes that link them, and the cards about it."""
