"""What is particular to this connector: names, addresses, environment variables."""

from .schemes import Scheme

TOOL = "aos-tally"
BASE_URL = "https://api.eu.tally.example/v1"
BASE_URL_ENV = "TALLY_BASE_URL"
# Servers that `--env` chooses from, the default first.
ENVIRONMENTS: dict[str, str] = {}
# Other servers of single commands, and further hosts that the base URL may name and that get a credential.
SERVERS: list[str] = ["https://files.tally.example"]
ALLOWED_HOSTS: tuple[str, ...] = ()
ENVIRONMENT_ENV = "TALLY_ENV"
# Sent with every request.
HEADERS: dict[str, str] = {
    "Tally-Version": "2025-09-01",
}

SCHEMES: dict[str, Scheme] = {
    "OwnerLogin": Scheme(
        "basic",
        env=("TALLY_OWNER_EMAIL", "TALLY_OWNER_SECRET"),
    ),
    "SecretKey": Scheme(
        "basic",
        env=("TALLY_API_KEY",),
    ),
}
# Alternatives, each of schemes that go together; () among them says that none is needed.
# These are for a command that names none of its own.
DEFAULT_SCHEMES: tuple[tuple[str, ...], ...] = (("SecretKey",),)
# Variables without which the connector is not set up, and ways in of which one is enough.
SERVICE_KEYS: tuple[str, ...] = ("TALLY_API_KEY",)
REQUIRED_ONE_OF: tuple[tuple[str, ...], ...] = ()
# Environment variables that pin the value of an option.
SETTINGS: tuple[str, ...] = ("TALLY_ACCOUNT_ID", "TALLY_CURRENCY")
