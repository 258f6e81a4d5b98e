"""The show's web pages, and the server that previews them."""
