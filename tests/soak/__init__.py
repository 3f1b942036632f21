"""An application of its own kinds of work, and a rig of real processes to run and kill. Never installed outside of tests."""
