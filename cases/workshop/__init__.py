"""What looks into a file from outside, and makes a copy that is safe to look at. Runs in a child process of its own.

No Django here, no key, no database, no environment: `cases.treatment` starts `main`, gives it the bytes on standard
input and reads what it found from standard output. Memory, time and files are limited before the first byte is read.
"""
