"""The ground: the values, the graph that keeps them, and what comes out of it as files."""
