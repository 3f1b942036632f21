"""Clocks: what is due, by which instrument, and who must act next. Rules are a table; reading them is plain arithmetic."""
