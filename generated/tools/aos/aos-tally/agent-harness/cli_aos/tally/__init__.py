"""ArgentOS connector for Tally."""

__version__ = "0.1.0"
