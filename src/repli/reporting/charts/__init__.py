"""Charts as static SVG, each with its table."""
