"""Credentials and servers of a drawn document, and what its map says of them."""

from __future__ import annotations

from drawn_schemas import Data, Draw, SchemaAuthor
from hypothesis import strategies as st
from odd_names import SCHEMES

BASE = "https://api.acme.example/v1"


class AccessAuthor(SchemaAuthor):
    """Draws who may call, and where."""

    def __init__(self, draw: Draw) -> None:
        super().__init__(draw)
        self.credentials = self.some(SCHEMES, 3)
        self.token_in_url = self.maybe(12)

    def requirements(self) -> list[Data]:
        """Several alternatives, some of two schemes at once, some of none."""
        if not self.credentials:
            return []
        sets = st.lists(st.sampled_from(self.credentials), max_size=2, unique=True)
        return [{name: [] for name in self.draw(sets)} for _ in range(self.draw(st.integers(0, 3)))]

    def security_schemes(self) -> tuple[Data, Data]:
        """The document's schemes, and the map's `auth` for them."""
        declared: Data = {}
        auth: Data = {}
        for number, name in enumerate(self.credentials):
            said, mapped = self.scheme(number)
            if said:
                declared[name] = said
                if self.maybe():
                    said["description"] = self.prose()
            auth[name] = mapped
        if self.token_in_url:
            auth["Bot"] = {"type": "server", "name": "token", "env": "ACME_BOT_TOKEN"}
        return declared, auth

    def scheme(self, number: int) -> tuple[Data, Data]:
        """A scheme, nothing for one that the document lacks, and its entry in the map."""
        key: Data = {"env": f"ACME_{number}_API_KEY"}
        kinds = ("bearer", "basic", "header", "query", "cookie", "oauth2", "token", "openid", "tls", "own")
        match self.one(kinds):
            case "bearer":
                return {"type": "http", "scheme": self.one(("bearer", "Bearer"))}, key
            case "basic":
                password = self.one(({"env": f"ACME_{number}_SECRET"}, {"value": ""}))
                pair = {"username": {"env": f"ACME_{number}_EMAIL"}, "password": password}
                return {"type": "http", "scheme": "basic"}, pair
            case "oauth2":
                flow = {"tokenUrl": "https://login.acme.example/token", "scopes": {"read": self.prose()}}
                client = {
                    "client_id": {"env": f"ACME_{number}_CLIENT_ID"},
                    "client_secret": {"env": f"ACME_{number}_CLIENT_SECRET"},
                    "client_auth": self.one(("basic", "body")),
                }
                if self.maybe():
                    client["token"] = {"env": f"ACME_{number}_ACCESS_TOKEN"}
                return {"type": "oauth2", "flows": {"clientCredentials": flow}}, client
            case "token":
                flow = {"authorizationUrl": "https://login.acme.example/", "scopes": {}}
                return {"type": "oauth2", "flows": {"implicit": flow}}, key
            case "openid":
                return {"type": "openIdConnect", "openIdConnectUrl": "https://login.acme.example/o"}, key
            case "tls" if self.modern:
                files = {"certificate": f"ACME_{number}_CERT_ID", "key": f"ACME_{number}_CERT_KEY"}
                return {"type": "mutualTLS"}, {name: {"env": env} for name, env in files.items()}
            case "own" | "tls":
                return {}, {**key, "type": "bearer"}
            case place:
                said = {"type": "apiKey", "in": place, "name": self.one(("X-Key", "key", "a'b"))}
                prefix = self.one(("Token ", 'quo"te ', "{{ x }}"))
                return said, {**key, "prefix": prefix} if place == "header" else key

    def servers(self) -> tuple[list[Data], Data]:
        """The document's servers, and the map's `server`."""
        if self.token_in_url:
            return [{"url": f"{BASE}/bot{{token}}", "variables": {"token": {"default": "x"}}}], {}
        if self.maybe(4):
            named = {"production": BASE, "sandbox": "https://sandbox.acme.example/v1"}
            return [{"url": BASE}], {"environments": named}
        server, values = self.server()
        return [server], {"variables": values} if values else {}

    def server(self) -> tuple[Data, Data]:
        """A server, perhaps with variables, and the map's values for them."""
        if not self.maybe(3):
            return self.described({"url": BASE}, "description"), {}
        regions = {"default": "eu", "enum": ["eu", "us"]}
        made: Data = {"url": "https://{region}.acme.example/{v}", "variables": {"region": regions}}
        made["variables"]["v"] = {"default": "v1"}
        return made, {"region": "us"} if self.maybe() else {}

    def own_servers(self) -> list[Data]:
        """Servers of an operation or a path: absolute, relative, with variables of their own."""
        hosts: Data = {"default": "files", "enum": ["files", "media"]}
        with_variable: Data = {"url": "https://{host}.acme.example", "variables": {"host": hosts}}
        return [self.one(({"url": "https://files.acme.example/v2"}, {"url": "/v9"}, with_variable))]
