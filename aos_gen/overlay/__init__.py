"""Overlays: patches of a vendor's document, made before anything of it is read."""
