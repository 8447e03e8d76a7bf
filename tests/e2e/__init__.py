"""The generator and what it makes, used as people and the host use them."""
