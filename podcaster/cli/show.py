"""Commands: init, doctor, cache."""
