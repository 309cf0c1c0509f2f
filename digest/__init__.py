"""Turn a folder of digests and annotations into a cross-linked static website."""

__version__ = "0.1.0"
