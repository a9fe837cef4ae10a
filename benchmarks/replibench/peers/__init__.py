"""The peers that our plan is measured against, in the same run: arithmetic, first come first served, and CP-SAT."""
