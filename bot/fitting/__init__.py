"""Practitioners' answers to weights; the only home of numpy, scipy and scikit-learn."""
