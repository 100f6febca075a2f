"""A small Slack on loopback: Web API, Socket Mode, response addresses, and people.

It enforces what Slack enforces, does what its plan of faults says, and notes every request.
"""
