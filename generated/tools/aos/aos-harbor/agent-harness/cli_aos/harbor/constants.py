"""What is particular to this connector: names, addresses, environment variables."""

from .schemes import Scheme

TOOL = "aos-harbor"
BASE_URL = "https://us.harbor.example/v2"
BASE_URL_ENV = "HARBOR_BASE_URL"
# Servers that `--env` chooses from, the default first.
ENVIRONMENTS: dict[str, str] = {}
# Other servers of single commands, and further hosts that the base URL may name and that get a credential.
SERVERS: list[str] = []
ALLOWED_HOSTS: tuple[str, ...] = ()
ENVIRONMENT_ENV = "HARBOR_ENV"
# Sent with every request.
HEADERS: dict[str, str] = {}

SCHEMES: dict[str, Scheme] = {
    "HarborKey": Scheme(
        "header",
        env=("HARBOR_API_KEY",),
        name="X-Harbor-Key",
    ),
}
# Alternatives, each of schemes that go together; () among them says that none is needed.
# These are for a command that names none of its own.
DEFAULT_SCHEMES: tuple[tuple[str, ...], ...] = (("HarborKey",),)
# Variables without which the connector is not set up, and ways in of which one is enough.
SERVICE_KEYS: tuple[str, ...] = ("HARBOR_API_KEY",)
REQUIRED_ONE_OF: tuple[tuple[str, ...], ...] = ()
# Environment variables that pin the value of an option.
SETTINGS: tuple[str, ...] = ("HARBOR_WORKSPACE_ID",)
