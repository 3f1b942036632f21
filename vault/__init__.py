"""What keeps content from those who may not see it: row isolation in the database, and sealed fields and files."""
