"""`python -m aos_gen` is the `aos-gen` command."""

from aos_gen.cli import main

if __name__ == "__main__":
    main()
