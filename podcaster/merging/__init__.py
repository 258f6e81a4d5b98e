"""What a template writes of an article that has changed, and what people have made of its script: put into one.

``merge`` merges three scripts (what both began with, ours, theirs) unit by unit and part by part; ``collisions`` shows
in notes what both have changed in different ways, until somebody settles it; ``again`` offers once more what was taken
back.
"""
