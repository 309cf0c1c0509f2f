"""What stands in our digests: names, place names, quotations, and what waits for a coder."""
