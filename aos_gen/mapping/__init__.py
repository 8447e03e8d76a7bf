"""The operator's mapping file."""
