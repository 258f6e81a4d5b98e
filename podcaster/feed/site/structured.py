"""What pages say to programs: schema.org's PodcastSeries and PodcastEpisode, as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from podcaster.feed.channel import path_of
from podcaster.slug import web_link

if TYPE_CHECKING:
    from podcaster.feed.channel import Channel
    from podcaster.store import StoredEpisode


def series_data(channel: Channel) -> str:
    """The show, for the page of it."""
    show = channel.show
    about = series(channel) | {
        "@context": "https://schema.org",
        "description": show.description,
        "inLanguage": show.language,
        "image": channel.at(channel.cover),
        "author": {"@type": "Organization", "name": show.author} if show.author else None,
    }
    return encode(about)


def series(channel: Channel) -> dict[str, Any]:
    """The show, as something that episodes are part of."""
    return {
        "@type": "PodcastSeries",
        "name": channel.show.title,
        "url": channel.address,
        "webFeed": channel.self_link,
    }


def episode_data(channel: Channel, item: StoredEpisode) -> str:
    """An episode, for its page."""
    episode = item.episode
    length = f"PT{round(episode.duration)}S"
    about = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": episode.title,
        "url": channel.page(item),
        "description": episode.description,
        "datePublished": episode.published.isoformat(),
        "dateModified": episode.changed.isoformat() if episode.changed else None,
        "inLanguage": episode.language,
        "keywords": list(episode.tags),
        "image": channel.picture(item),
        "timeRequired": length,
        "episodeNumber": episode.number,
        "partOfSeason": {"@type": "PodcastSeason", "seasonNumber": episode.season} if episode.season else None,
        "author": {"@type": "Person", "name": episode.author} if episode.author else None,
        "isBasedOn": web_link(episode.link),
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": channel.at(path_of(item, episode.audio)),
            "encodingFormat": episode.audio.type,
            "contentSize": str(episode.audio.size),
            "duration": length,
        },
        "partOfSeries": series(channel),
        "correction": [
            {"@type": "CorrectionComment", "text": each.text, "datePublished": each.moment.isoformat()}
            for each in episode.corrections
        ],
    }
    return encode(about)


def encode(about: dict[str, Any]) -> str:
    """JSON that is safe inside a page, without what is not known."""
    text = json.dumps({key: value for key, value in about.items() if value}, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
