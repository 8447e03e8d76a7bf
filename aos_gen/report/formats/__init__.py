"""A comparison as text, Markdown, JSON data, SARIF, and GitHub's workflow commands."""
