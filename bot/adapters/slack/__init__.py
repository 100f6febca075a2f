"""Slack: one workspace over Socket Mode.

``inbound`` and ``outbound`` translate, and touch nothing; ``handlers`` takes a turn for each
thing that people do; ``courier`` sends; ``serving`` holds it all together.
"""
