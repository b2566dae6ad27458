"""A synthetic archive of any size, and the measurements taken on it."""
