"""The trained encoder and its heads; `card.md` tells from what, and how well they read."""
