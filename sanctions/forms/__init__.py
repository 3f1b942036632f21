"""The boundary: what people send about the law, the vocabularies and official lists."""
