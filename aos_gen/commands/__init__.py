"""What the command line can do, as plain functions that print nothing and never exit: one module each."""
