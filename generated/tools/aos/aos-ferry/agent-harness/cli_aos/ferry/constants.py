"""What is particular to this connector: names, addresses, environment variables."""

from .schemes import Scheme

TOOL = "aos-ferry"
BASE_URL = "https://api.ferry.example/line/v2"
BASE_URL_ENV = "FERRY_BASE_URL"
# Servers that `--env` chooses from, the default first.
ENVIRONMENTS: dict[str, str] = {}
# Other servers of single commands, and further hosts that the base URL may name and that get a credential.
SERVERS: list[str] = ["http://api.ferry.example/line/v2"]
ALLOWED_HOSTS: tuple[str, ...] = ()
ENVIRONMENT_ENV = "FERRY_ENV"
# Sent with every request.
HEADERS: dict[str, str] = {}

SCHEMES: dict[str, Scheme] = {
    "AgentLogin": Scheme(
        "basic",
        env=("FERRY_AGENT_EMAIL", "FERRY_AGENT_SECRET"),
    ),
    "LineKey": Scheme(
        "header",
        env=("FERRY_API_KEY",),
        name="X-Line-Key",
    ),
    "PartnerProgram": Scheme(
        "oauth2",
        env=("FERRY_CLIENT_ID", "FERRY_CLIENT_SECRET"),
        token_url="https://login.ferry.example/token",
        client_auth="basic",
        scopes=("bookings",),
    ),
}
# Alternatives, each of schemes that go together; () among them says that none is needed.
# These are for a command that names none of its own.
DEFAULT_SCHEMES: tuple[tuple[str, ...], ...] = (("LineKey",), ("AgentLogin",), ("PartnerProgram",))
# Variables without which the connector is not set up, and ways in of which one is enough.
SERVICE_KEYS: tuple[str, ...] = ()
REQUIRED_ONE_OF: tuple[tuple[str, ...], ...] = (
    ("FERRY_API_KEY",),
    ("FERRY_AGENT_EMAIL", "FERRY_AGENT_SECRET"),
    ("FERRY_CLIENT_ID", "FERRY_CLIENT_SECRET"),
)
# Environment variables that pin the value of an option.
SETTINGS: tuple[str, ...] = ("FERRY_CURRENCY",)
