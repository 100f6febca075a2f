"""What ``whichrole doctor`` looks at, a module per concern.

Each check is a small function from facts to findings. None of them changes anything, none
needs another one to have gone well, and none repeats a token or what somebody said (I8).
"""
