"""For authors of engines: the suite that an engine has to pass, and an engine whose sound says who spoke and how long.

Run the suite on an installed engine::

    pytest --pyargs podcaster.testing --engine NAME
"""
