"""The boundary: what people send about official texts and about outcomes."""
