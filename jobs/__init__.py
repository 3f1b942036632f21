"""Promised background work: a row in the transaction of the change, carried to a worker, done exactly once."""
