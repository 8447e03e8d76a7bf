"""From a plan to a tree of files, purely."""
