"""`python -m castgraph` is `castgraph`."""

from castgraph.cli import main

if __name__ == "__main__":
    main()
