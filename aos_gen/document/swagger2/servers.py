"""`host`, `basePath` and `schemes` to Server Objects."""

from __future__ import annotations

from aos_gen.document.made import made, said
from aos_gen.document.resolve import Node


def root_server(root: Node) -> Node | None:
    """The server of the document; relative where it names no host, None where it names nothing."""
    return _server(root, root)


def own_server(root: Node, operation: Node) -> Node | None:
    """The server of an operation with `schemes` of its own, where that is another one."""
    if not _schemes(operation) or not _host(root):
        return None
    general, own = _server(root, root), _server(root, operation)
    return own if own is not None and general is not None and own.value != general.value else None


def _server(root: Node, holder: Node) -> Node | None:
    host, written = _host(root), root.get("basePath")
    path = written.strip().rstrip("/") if isinstance(written, str) else ""
    path = f"/{path}" if path and not path.startswith("/") else path
    if not host and not path:
        return None
    beside = (holder.child("schemes") if holder is not root else None) or root.child("host")
    beside = beside or root.child("basePath") or root
    # Some write the whole address where the host belongs.
    address = host if "://" in host or not host else f"{_scheme(root, holder)}://{host}"
    return made(beside.location, beside.file, {"url": said(address + path, beside)})


def _host(root: Node) -> str:
    host = root.get("host")
    return host.strip().rstrip("/") if isinstance(host, str) else ""


def _scheme(root: Node, holder: Node) -> str:
    """https where it is offered; where nothing is, that of the document's own address."""
    offered = _schemes(holder) or _schemes(root)
    fetched = str(root.file.url or "").partition("://")[0]
    usual = fetched if fetched in ("http", "https") else "https"
    return next((one for one in ("https", "http") if one in offered), (offered or [usual])[0])


def _schemes(holder: Node) -> list[str]:
    written = holder.get("schemes")
    listed = [written] if isinstance(written, str) else written if isinstance(written, list) else []
    return [one.strip().lower() for one in listed if isinstance(one, str)]
