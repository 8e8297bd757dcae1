"""Files read in processes of their own, several at a time, each within bounds of size, memory and time.

A file that ends its process, or outstays its time, is refused and another process goes on with the next: it cannot
take the indexer down. What comes back is JSON, never code. :mod:`~indexer.sandbox.pool` is the door,
:mod:`~indexer.sandbox.process` what runs on the other side.
"""
