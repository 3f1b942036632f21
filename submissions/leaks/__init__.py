"""The leak check: finished files are read back as a stranger would read them, and searched for what nobody may read there."""
