"""The conversation round a small step every week: when it comes, and how it went."""
