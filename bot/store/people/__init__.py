"""What the tables hold about people: which class each column has, how it is shown and ends.

``holdings`` is the registry; ``owners`` finds what belongs to somebody, exports and deletes it;
``forgetting`` is what "forget me" does; ``retention`` ends what is old; ``wiping`` takes what
was deleted out of the log ahead of the file.
"""
