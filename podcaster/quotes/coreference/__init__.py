"""Which mentions mean the same person."""
