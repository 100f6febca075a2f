"""The way into a role, one small step a week: its plan, how it changes, and its cards."""
