"""A small Discord on loopback: REST, gateway, and people.

It enforces what Discord enforces, does what its plan of faults says, and notes every request.
"""
