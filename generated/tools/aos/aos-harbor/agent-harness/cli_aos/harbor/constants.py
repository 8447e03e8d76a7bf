"""What is particular to this connector: names, addresses, environment variables."""

from .schemes import Scheme

TOOL = "aos-harbor"
BASE_URL = "https://us.harbor.example/v2"
BASE_URL_ENV = "HARBOR_BASE_URL"

SCHEMES: dict[str, Scheme] = {
    "HarborKey": Scheme(
        "header",
        env=("HARBOR_API_KEY",),
        name="X-Harbor-Key",
    ),
}
# The schemes of a command that names none of its own.
DEFAULT_SCHEMES: tuple[str, ...] = ("HarborKey",)
# Environment variables that pin the value of an option.
SETTINGS: tuple[str, ...] = ("HARBOR_WORKSPACE_ID",)
