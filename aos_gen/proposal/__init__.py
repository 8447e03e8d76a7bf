"""What a draft proposes for an operation."""
