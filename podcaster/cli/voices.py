"""Commands: voices, cast, engines, say."""
