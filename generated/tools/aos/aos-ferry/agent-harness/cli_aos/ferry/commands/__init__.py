"""Options of the commands, one module for each first word of their ids."""
