"""Many articles: inputs in a fixed order, chunks over processes of our own, parts that survive a kill."""
