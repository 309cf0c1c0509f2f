"""What the stances show together: who spoke for whom, counts, positions, moves, agreement."""
