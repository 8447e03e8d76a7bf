"""A Security Scheme Object of 2.0 to one of 3.0: `basic` is an http scheme, a flow has a new name."""

from __future__ import annotations

from aos_gen.document.made import made, said
from aos_gen.document.resolve import Node

_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accesscode": "authorizationCode",
    # 3.0's own words, which vendors mix up with 2.0's.
    "clientcredentials": "clientCredentials",
    "authorizationcode": "authorizationCode",
}


def scheme_of(node: Node) -> Node:
    """The scheme; one that is neither basic nor oauth2 is written alike in both."""
    kind = node.child("type")
    match str(node.get("type")).lower():
        case "basic" if kind is not None:
            parts = {"type": said("http", kind), "scheme": said("basic", kind)}
            return made(node.location, node.file, {**parts, "description": node.child("description")})
        case "oauth2":
            flow = _FLOWS.get(str(node.get("flow")).lower())
            return node if flow is None else _with_flow(node, flow)
    return node


def _with_flow(node: Node, flow: str) -> Node:
    wanted = ("authorizationUrl", "tokenUrl", "scopes")
    inner = made(node.location, node.file, {key: node.child(key) for key in wanted})
    own: dict[str, Node | None] = {key: node.child(key) for key in ("type", "description")}
    return made(node.location, node.file, {**own, "flows": made(node.location, node.file, {flow: inner})})
