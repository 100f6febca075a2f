"""Discord: ``inbound`` and ``outbound`` translate and are pure; ``serving`` puts it together.

Nothing here knows a role, a question or a stage: what can be chosen comes with the card.
"""
