"""What the owner of a connector declares in its extensions.py, read without running it."""
