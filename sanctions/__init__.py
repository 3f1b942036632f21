"""Official lists and matching. Facts of the world, useful without our cases."""
