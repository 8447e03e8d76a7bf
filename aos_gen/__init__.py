"""aos-gen turns a vendor's OpenAPI document and a mapping file into an ArgentOS connector."""

__version__ = "0.1.0"
