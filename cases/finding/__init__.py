"""Finding again what is in the cases: the grammar of a search, the index it reads, and names across scripts."""
