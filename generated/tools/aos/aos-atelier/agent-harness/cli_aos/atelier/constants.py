"""What is particular to this connector: names, addresses, environment variables."""

from .schemes import Scheme

TOOL = "aos-atelier"
BASE_URL = "https://api.atelier.example/v3"
BASE_URL_ENV = "ATELIER_BASE_URL"
# Servers that `--env` chooses from, the default first.
ENVIRONMENTS: dict[str, str] = {
    "production": "https://api.atelier.example/v3",
    "sandbox": "https://sandbox.atelier.example/v3",
}
# Other servers of single commands, and further hosts that the base URL may name and that get a credential.
SERVERS: list[str] = [
    "https://atelier.example",
    "https://us.files.atelier.example",
    "https://us.uploads.atelier.example/v3",
]
ALLOWED_HOSTS: tuple[str, ...] = ()
ENVIRONMENT_ENV = "ATELIER_ENV"
# Sent with every request.
HEADERS: dict[str, str] = {}

SCHEMES: dict[str, Scheme] = {
    "StudioKey": Scheme(
        "cookie",
        env=("ATELIER_API_KEY",),
        name="atelier_key",
    ),
    "StudioLogin": Scheme(
        "oauth2",
        env=("ATELIER_CLIENT_ID", "ATELIER_CLIENT_SECRET"),
        token_url="https://login.atelier.example/oauth2/token",
        client_auth="body",
        scopes=("assets.read", "assets.write"),
        token_env="ATELIER_ACCESS_TOKEN",
    ),
    "StudioPerson": Scheme(
        "bearer",
        env=("ATELIER_PERSON_TOKEN",),
    ),
    "VaultCertificate": Scheme(
        "tls",
        env=("ATELIER_CERTIFICATE_ID", "ATELIER_CERTIFICATE_KEY"),
    ),
    "VaultKey": Scheme(
        "header",
        env=("ATELIER_VAULT_KEY",),
        name="X-Vault-Authorization",
        prefix="Vault ",
    ),
}
# Alternatives, each of schemes that go together; () among them says that none is needed.
# These are for a command that names none of its own.
DEFAULT_SCHEMES: tuple[tuple[str, ...], ...] = (("StudioLogin",), ("StudioKey",), ("StudioPerson",))
# Variables without which the connector is not set up, and ways in of which one is enough.
SERVICE_KEYS: tuple[str, ...] = ()
REQUIRED_ONE_OF: tuple[tuple[str, ...], ...] = (
    ("ATELIER_CLIENT_ID", "ATELIER_CLIENT_SECRET"),
    ("ATELIER_ACCESS_TOKEN",),
    ("ATELIER_API_KEY",),
    ("ATELIER_PERSON_TOKEN",),
)
# Environment variables that pin the value of an option.
SETTINGS: tuple[str, ...] = ("ATELIER_LOCALE",)
