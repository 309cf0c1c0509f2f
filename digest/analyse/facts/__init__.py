"""What sources state of entries, held against the registries and each other."""
