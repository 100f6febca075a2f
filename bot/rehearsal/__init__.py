"""The whole program on a simulated clock, among simulated platforms and people, with faults.

The engine, the use cases and the store are the real ones, on a real file; everything round
them repeats itself for the same seed, so whatever goes wrong can be watched again.
"""
