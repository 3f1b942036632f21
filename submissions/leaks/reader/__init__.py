"""What any program could read in a file, hidden or not. Runs in a child process without keys, database or Django."""
