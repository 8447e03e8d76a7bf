"""ArgentOS connector for Ferry."""

__version__ = "0.1.0"
