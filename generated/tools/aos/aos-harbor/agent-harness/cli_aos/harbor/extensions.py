"""What this connector does beyond the vendor's document. This file is yours.

aos-gen writes it once and never again; without it nothing is missing. It is run when the first
request is about to be sent, or when one of its commands is called. What goes wrong in it is
told with its line, exit code 10. Take the marks off what you need:

    from typing import Any

    from .client import Client
    from .hooks import Outgoing
    from .options import Text
    from .own import command

    def prepare(request: Outgoing) -> None:
        # Before each request. method, path, headers, query and content can be read; headers and
        # query parameters that are not there can be added. The rest stands: host, path, method,
        # what the map fixes, what the caller gave, and the credential, which does not show.
        request.add_header("X-Trace", "argent")

    def shape(command_id: str, data: dict[str, Any]) -> dict[str, Any]:
        # After each command but the built-in ones. A list keeps `items`.
        data.pop("internal", None)
        return data

    @command(
        "board.archive",
        summary="Archive a board",
        mode="write",
        risk=2,
        options=[Text("--board-id", required=True, help="The board")],
    )
    def board_archive(client: Client, board_id: str) -> Any:
        return client.request("POST", "/boards/{id}/archive", values={"id": board_id})

A command is one after the next run of aos-gen: it then stands in the manifest, in the
permissions and in the tests. Its arguments are literals, since aos-gen reads this file without
running it. Until then it needs mode admin. Modes are readonly, write, full and admin; tiers 1
reads, 2 bounded writes, 3 business mutations, 4 destructive (mode admin, approved in the map).
Options are those of options.py.
"""
