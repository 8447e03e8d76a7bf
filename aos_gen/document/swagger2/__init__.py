"""Swagger 2.0 to the shapes of OpenAPI 3.0, one object at a time and only when somebody asks.

Each function takes nodes of a 2.0 document and gives the node that 3.0 would have in their
place: same values, same places, other names. References are left as they are written, so a
schema costs nothing until it is read. What 2.0 calls a mistake and vendors do all the same is
read as they mean it where that is plain, and else left for the plan to refuse by name.
"""
