"""The store as a rehearsal runs it: in turn, with whatever can go wrong at a connection.

``inline`` has executors that run the same steps through the same commits; ``onlooker`` is
somebody else at the same file.
"""
