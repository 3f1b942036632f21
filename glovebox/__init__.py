"""How files of strangers are opened: by a child process that has no key and no database, and can do little else.

Knows nothing of Django nor of any room, since the child has this in hand while it holds the file.
"""
