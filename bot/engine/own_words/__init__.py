"""The free-text start: what people do and like, read out of their own words."""
