"""A company's rules, wherever they are written, and a map that is held to them."""
