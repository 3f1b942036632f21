"""Exhibits with boxes in them: where protected words stand in a file, and drawing it anew so that nothing is under a box."""
