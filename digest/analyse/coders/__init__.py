"""Codings of one source by several coders: how far they agree, and how it was settled."""
