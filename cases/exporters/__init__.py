"""A partner's own case as a file."""
