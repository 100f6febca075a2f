"""Two accounts that are one person: codes that link them, and what becomes of what was there.

``codes`` is who may, ``joining`` makes two people one, ``parting`` gives an account a person of
its own again. The tables: ``tables``.
"""
