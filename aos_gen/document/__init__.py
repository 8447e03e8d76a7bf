"""The vendor's OpenAPI document: found operations, and references resolved by need."""
