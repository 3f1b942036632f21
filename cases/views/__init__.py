"""Pages of the cases: what a partner fills in, what staff review. Each module is one part of the journey."""
