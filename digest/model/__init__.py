"""The types: what the digest is made of.  No I/O, no HTML."""
