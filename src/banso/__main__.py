"""`python -m banso`."""

from banso.config.console import main

if __name__ == "__main__":
    main()
