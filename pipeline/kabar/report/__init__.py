"""Pages for people: one self-contained HTML file of the claims and articles of a run."""
