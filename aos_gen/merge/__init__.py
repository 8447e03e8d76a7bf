"""Three-way merges: what a user did to a generated file, and what the generator makes of it now."""

from aos_gen.merge.merge import merge

__all__ = ["merge"]
