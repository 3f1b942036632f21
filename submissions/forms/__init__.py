"""The boundary: what people send about recommendations, dossiers and outcomes, and the sentences they get back."""
