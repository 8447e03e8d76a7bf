"""The whole document against the specification, by libraries: what they find is told, and decides nothing."""
