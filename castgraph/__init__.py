"""castgraph reads articles about television into a graph that answers questions."""
