"""The `collection` commands and their options."""

from ..command import Command, paging
from ..options import Integer, Text


def collection_comment_list() -> Command:
    """List the comments on a collection: GET /collections/{slug}/comments."""
    return Command(
        "collection.comment.list",
        "List the comments on a collection (requires --slug)",
        [
            Text(
                "--slug",
                pattern="^[a-z0-9-]+$",
                required=True,
                help="The collection's name in addresses",
            ),
            *paging(url=True),
        ],
        path=("slug",),
    )


def collection_list() -> Command:
    """List collections: GET /collections."""
    return Command(
        "collection.list",
        "List collections",
        [
            Integer("--page", least=0, help="Which page, from 0"),
            Integer("--per-page", least=1, most=50, help="Collections on a page"),
            *paging(),
        ],
    )


COMMANDS = {
    "collection.comment.list": collection_comment_list,
    "collection.list": collection_list,
}
