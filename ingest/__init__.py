"""From articles to facts: find and read articles, and load what they say into a graph."""
