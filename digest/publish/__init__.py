"""Pages → the site on disk: checked first (`verify`), then exchanged as a whole (`site`)."""
