"""Commands: feed, check, publish, serve, episodes."""
