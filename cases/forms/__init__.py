"""The boundary: what people send about a case, and the sentences they get back."""
