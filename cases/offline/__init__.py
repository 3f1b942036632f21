"""A blank form to be filled without a line, and reading it in again: as Word or as a spreadsheet."""
