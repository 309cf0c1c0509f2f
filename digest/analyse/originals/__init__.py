"""What the private originals bear out: quotations checked, and words that texts share."""
