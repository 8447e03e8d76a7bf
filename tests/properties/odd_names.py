"""What vendors have called things, and what nobody should: words that documents are drawn from."""

from __future__ import annotations

# Parameters, and members of objects.
NAMES = (
    "id", "ID", "perPage", "per_page", "per-page", "PER_PAGE", "page.size", "filter[status]",
    "filter.status", "ids[]", "$top", "@type", "a b", " padded ", "X-Request-Id", "größe", "größe€",
    "имя", "数", "９", "9lives", "line2", "type", "resource", "operation", "connectorId",
    "dry_run_supported", "ticket-type", "type-value", "query-id", "id-value", "json", "mode", "help",
    "verbose", "version", "body", "self", "client", "into", "cls", "class", "def", "from", "import",
    "None", "True", "async", "match", "print", "list", "str", "id_", "_", "__init__", "__class__",
    "options", "members", "comma", "request", "values", "query", "headers", "accept", "schemes",
    "content_type", "Any", "Command", "Text", "None-value", "a'b", 'a"b', "a\\b", "a`b", "a|b", "a<b>",
    "a%20b", "a;b", "a=b", "a:b", "query:id", "{{ x }}", "{% raw %}", "\\N{DASH}", "a\nb", "a\tb",
    "a\u202eb", "a\u200bb", "a\x00b", "a\x1b[31m", "a\u2028b", "a#b", "a?b", "é", "e\u0301", "🎫",
    "fi\ufb01", "x" * 90, "StartTime<", "StartTime>=", "price!=", "include[]", "fields[a]", "fields[a][b]",
    "a/b", "prefs/permissionLevel", "+1", "-1", "lambda", "yield", "method", "styled", "under", "each",
    "form", "raw", "multipart", "compose", "max_items", "all_pages", "next_url", "env", "all", "limit",
    "cookies", "querystring", "server", "answer", "cursor", "next", "a&b", "a+b", "a,b", "user.name",
)  # fmt: skip  # a list of words reads better in rows

# A map writes a path on one line.
PATH_NAMES = tuple(name for name in NAMES if not set("{}/?#\n") & set(name))
HEADER_NAMES = ("X-Trace", "x-class", "X-Mode", "Id", "If-Match", "X_Under_Score", "type", "Idempotency-Key")
COOKIE_NAMES = ("session", "theme", "id", "type", "a.b", "__Host-x", "class", "X-Trace")
# Members of objects in headers and cookies, which carry no other characters.
PLAIN_NAMES = ("id", "perPage", "line2", "class", "type", "a.b", "x-y")
SEGMENTS = (
    "tickets",
    "v1",
    "users.list",
    "größe",
    "a b",
    "it's",
    'quo"te',
    "back\\slash",
    "~x",
    "{%x%",
    "\u202erl",
    "%2F",
    "items:archive",
)
# How one or two variables share a segment.
PARTIAL = (
    "{%s}",
    "{%s}.json",
    "users('{%s}')",
    "v{%s}",
    "{%s}...{%s}",
    "{%s}.{%s}",
    "{%s}/{%s}",
    "{%s}:{%s}",
)

COMMANDS = (
    *("search", "print", "command", "client", "ticket.list", "ticket.get", "ticket.class", "class.get"),
    *("data.items", "none.true", "commands.init", "options.list", "self.get", "user.me", "v1.list"),
    *("i18n.get", "x.y.z", "answers", "shell.run", "exec.eval", "a-b.x", "a-b.z.w", "members", "comma"),
)
# Ids that Python, the client or the runtime may want for themselves: refused, or made to work.
AWKWARD_COMMANDS = (
    *("import", "lambda", "connect", "probe", "request", "body", "checkup", "annotations", "as_items"),
    *("as.object", "a_b.y", "a-b.x", "settings.get", "settings", "timeout", "verbose", "evidence", "data"),
    *("print", "class.get", "none.true", "self.get", "members", "comma", "a-b.z.w", "form", "raw", "each"),
    *(
        "under",
        "styled",
        "multipart",
        "compose",
        "as.pages",
        "go.to",
        "paging",
        "headers",
        "stopped",
    ),
)

CONNECTORS = ("acme", "acme-crm", "acme2", "tests", "test", "json", "click", "a-1", "conftest", "print")
SCHEMES = ("Key", "api key", "it's", 'quo"te', "größe", "{{ x }}", "bearer", "\u202eauth")
EVENTS = ("ticket.created", "größe", "it's", "x/y", "onData", "{$request.body#/url}", "class")
