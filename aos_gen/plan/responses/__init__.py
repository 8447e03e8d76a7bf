"""What an operation answers, and how its pages follow each other."""
