"""Pictures: what stands where, in whole pixels; templates draw it."""
