"""Examples of a command: its requests, its replies, and the values in both."""
