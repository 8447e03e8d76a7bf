"""The plan: everything that rendering needs to know, and no more."""
