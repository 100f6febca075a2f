"""The conversation, pure: no I/O, no clock, no memory. Start reading at ``transitions``."""
