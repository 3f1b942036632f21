"""From what was done, by whom and to whom, to the law it can be argued under. Pure functions over plain values."""
