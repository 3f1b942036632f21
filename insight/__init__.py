"""What can honestly be said of what came of it: whose suffering was named, what had a basis in our work, the figures."""
