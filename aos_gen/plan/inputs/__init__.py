"""Parameters and body members of an operation to the options of a command."""
