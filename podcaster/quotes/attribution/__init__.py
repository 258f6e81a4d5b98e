"""Who said each passage."""
