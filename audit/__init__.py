"""The append-only record of what happened, and the one function that takes a workflow step."""
