"""The show as others see it: its feed, the checks before it goes out, its web pages and the preview server.

:func:`~podcaster.feed.channel.make_channel` gathers what a feed needs, :func:`~podcaster.feed.rss.render_feed` writes
it.
"""
