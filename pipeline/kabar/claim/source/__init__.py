"""Who says so: verbs of saying, the noun phrase beside them, and quotations."""
