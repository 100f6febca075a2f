"""Mentors and mentees: who may see what, who needs a word, and the cards that say so. Pure."""
