"""Mentors, mentees and communities' settings, as tables and statements.

``sqlite`` has what others call. **Pairs**: ``pairings`` (acts, and what comes of them) with
``pairing_statements``; ``arriving`` finds what waits for somebody who comes for the first time,
``telling`` writes messages. **What mentors are shown**: ``facts``. **Communities**: ``mentors``
and ``administering``. **Their ends**: ``ending`` and ``traces``. The tables: ``tables``.
"""
