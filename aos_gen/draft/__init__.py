"""A first map, and what a later run adds to it: proposals to lines of YAML with their reasons."""
