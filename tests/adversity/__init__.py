"""A vendor and a network at their worst, on loopback, and what a generated connector makes of them."""
