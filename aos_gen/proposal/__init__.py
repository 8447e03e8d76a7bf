"""What a map could say of an operation, with the evidence for it: mode, tier, name, credentials."""
