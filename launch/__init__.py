"""Starts what the project stands on: database, broker, keys, and the children that `./run` keeps alive.

Imports neither Django nor any room of the project, so that it works before anything is set up. Linux only.
"""
