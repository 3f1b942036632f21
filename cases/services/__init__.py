"""Every write about cases that is not a step of the workflow."""
