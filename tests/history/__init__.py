"""Twelve releases of a real document, regenerated one after the other with hand edits in place."""
