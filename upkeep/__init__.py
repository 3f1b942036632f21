"""What keeps an installation: whether it is well, backups, restoring. Knows every room; no room knows it."""
