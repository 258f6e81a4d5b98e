"""Sources: feeds, sitemaps, mailboxes and addresses, against real servers that also fail."""

from __future__ import annotations

import gzip
import json
import mailbox
import os
import re
import stat
import time
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from podcaster.address import without_logins
from podcaster.article import read_article
from podcaster.article.mail import letters
from podcaster.article.web import Ask, fetch
from podcaster.errors import PodcasterError
from podcaster.follow.found import SourceMemory
from podcaster.follow.mail import page_of
from podcaster.follow.mailfile import MailFile
from podcaster.follow.making import MadeEpisode
from podcaster.follow.open import open_source
from podcaster.follow.preview import preview
from podcaster.follow.queue import retry
from podcaster.follow.state import Database, Piece, State
from podcaster.follow.visits import Visits
from podcaster.follow.watch import Newsroom
from podcaster.settings import Fetching, load_settings
from podcaster.settings.newsroom import Following
from tests import dovecot, hostile_imap
from tests.news_server import Paper, atom, json_feed, publishing, rfc822, rss, sitemap
from tests.newsrooms import age, episodes, make_show, queue, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.follow.found import FoundPiece

OPEN = "[article]\nallow_private = true\ntimeout = 2\n[watch]\npause = 0\nbackoff = 0\n"
LONG = " ".join(["<p>The bridge was opened in the morning, and everybody who had come walked over it.</p>"] * 12)


@pytest.fixture
def paper() -> Iterator[Paper]:
    with publishing() as served:
        yield served


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def seen(show: Path, name: str = "news", memory: SourceMemory | None = None) -> list[FoundPiece]:
    """What a source brings."""
    settings = load_settings(show)
    with closing(open_source(settings, name, Visits(settings.article, 0))) as source:
        return list(source.look(memory or SourceMemory()))


def show_of(tmp_path: Path, settings: str) -> Path:
    return make_show(tmp_path / "show", f"{OPEN}[sources.news]\n{settings}\n")


def test_a_feed_is_followed_and_each_entry_is_one_episode(tmp_path: Path, cache: Path, paper: Paper) -> None:
    now = time.time()
    bridge, tower = paper.article("bridge"), paper.article("tower")
    items = [
        {"title": "The tower", "link": tower, "guid": "b", "pubDate": rfc822(now - 60)},
        {"title": "The bridge", "link": bridge, "guid": "a", "pubDate": rfc822(now - 120)},
    ]
    address = paper.put("/feed", rss(items), "application/rss+xml")
    show = show_of(tmp_path, f'feed = "{address}"')
    done = json.loads(run(show, cache, "watch", "--once", "--json").stdout)
    assert [event["text"] for event in done["events"] if event["kind"] == "new"] == [
        "news: The bridge",
        "news: The tower",
    ]
    assert [(each["title"], each["link"]) for each in episodes(show)] == [("The bridge", bridge), ("The tower", tower)]
    run(show, cache, "watch", "--once")
    assert paper.answers[-1] == 304
    paper.article("gate")
    items.insert(0, {"title": "The gate", "link": f"{paper.address}/gate", "guid": "c", "pubDate": rfc822(now)})
    paper.put("/feed", rss(items), "application/rss+xml")
    run(show, cache, "watch", "--once")
    assert len(episodes(show)) == 3
    assert paper.asked("/bridge") == 1


def test_a_page_that_changes_is_made_again_though_its_feed_does_not_tell(
    tmp_path: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [{"title": "The bridge", "link": paper.article("bridge"), "guid": "a"}]
    show = show_of(tmp_path, f'feed = "{paper.put("/feed", rss(items), "text/xml")}"\nagain = 12')
    moment, made = datetime(2026, 3, 1, 12, tzinfo=UTC), MadeEpisode(show / "x", "g", "The bridge", (), False, {})
    monkeypatch.setattr("podcaster.follow.producing.make_episode", lambda *_: made)
    monkeypatch.setattr("podcaster.follow.producing.bring_out", lambda *_: frozenset({"g"}))
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database, clock=lambda: moment)
        assert newsroom.run(everything=True).count("published") == 1
        asked = []
        for hours in (0, 1, 2):
            moment += timedelta(hours=hours)
            assert newsroom.run(everything=True).well
            asked.append(paper.asked("/bridge"))
        assert asked == [1, 2, 3]
        assert paper.answers[-2:] == [304, 304]  # the feed and the page
        moment += timedelta(hours=3)
        paper.pages.pop("/bridge")
        assert "was not found" in newsroom.run(everything=True).events[0].text
        moment += timedelta(hours=3)
        paper.article("bridge", more="<p>A correction: it was the afternoon, says the mayor.</p>")
        done = newsroom.run(everything=True)
        assert (done.count("changed"), done.count("published")) == (1, 1)
        moment += timedelta(hours=9)
        newsroom.run(everything=True)
        assert paper.asked("/bridge") == 5  # not any more


def test_an_entry_that_changes_is_made_again_under_its_guid(tmp_path: Path, cache: Path, paper: Paper) -> None:
    item = {"title": "The bridge", "link": "https://paper.example/bridge", "guid": "a", "content": LONG}
    address = paper.put("/feed", rss([item]), "application/rss+xml")
    show = show_of(tmp_path, f'feed = "{address}"')
    run(show, cache, "watch", "--once")
    (before,) = episodes(show)
    assert before["link"] == "https://paper.example/bridge"
    paper.put("/feed", rss([item | {"content": LONG + "<p>A correction: it was the afternoon.</p>"}]))
    run(show, cache, "watch", "--once")
    (after,) = episodes(show)
    assert (after["guid"], after["changed"] is None) == (before["guid"], False)
    assert after["duration"] > before["duration"]


@pytest.mark.parametrize("form", ["rss", "atom", "json", "sitemap", "packed"])
def test_every_form_names_the_same_pieces(tmp_path: Path, paper: Paper, form: str) -> None:
    pages = [("The bridge", paper.article("bridge")), ("The tower", paper.article("tower"))]
    moments = ["2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z"]
    map_of_news = sitemap([(link, moment) for (_, link), moment in zip(pages, moments, strict=True)])
    made: dict[str, tuple[str | bytes, str]] = {
        "rss": (rss([{"title": title, "link": link} for title, link in reversed(pages)]), "text/xml"),
        "atom": (atom([(*page, moment) for page, moment in zip(pages, moments, strict=True)]), "application/atom+xml"),
        "json": (
            json_feed(
                [
                    {"id": link, "url": link, "title": title, "date_published": moment}
                    for (title, link), moment in zip(pages, moments, strict=True)
                ]
            ),
            "application/feed+json",
        ),
        "sitemap": (map_of_news, "application/xml"),
        "packed": (gzip.compress(map_of_news.encode()), "application/gzip"),
    }
    kind = "sitemap" if form in {"sitemap", "packed"} else "feed"
    show = show_of(tmp_path, f'{kind} = "{paper.put("/it", *made[form])}"')
    assert [found.address for found in seen(show)] == [link for _, link in pages]


def test_an_index_of_sitemaps_leads_to_their_pages(tmp_path: Path, paper: Paper) -> None:
    paper.put("/one.xml", sitemap([(paper.article("bridge"), "2026-03-01")]), "application/xml")
    index = f"<sitemapindex><sitemap><loc>{paper.address}/one.xml</loc></sitemap></sitemapindex>"
    memory = SourceMemory()
    show = show_of(tmp_path, f'sitemap = "{paper.put("/index.xml", index, "text/xml")}"')
    assert len(seen(show, memory=memory)) == 1
    assert seen(show, memory=memory) == []
    assert paper.answers[-1] == 304
    two, gone = (f"<sitemap><loc>{paper.address}/{name}.xml</loc></sitemap>" for name in ("two", "gone"))
    archive = [(f"{paper.address}/old-{number}", "2026-02-01") for number in range(30)]
    paper.put("/two.xml", sitemap(archive), "application/xml")
    paper.put("/index.xml", index.replace("</sitemapindex>", two + gone + "</sitemapindex>"), "text/xml")
    found = seen(show, memory=memory)
    assert "/gone.xml was not found" in memory.warning
    assert [each.old for each in found] == [True] * 20 + [False] * 10  # a sitemap that comes in has old pages too


def test_titles_and_sections_and_addresses_of_entries_are_as_people_mean_them(tmp_path: Path, paper: Paper) -> None:
    items = [
        {"title": "The <i>Lusitania</i> &amp; us: 3 < 4", "link": "/bridge", "category": "Sport"},
        {"title": "<b>Bold</b>", "guid": "b", "content": LONG, "category": "Sport"},
    ]
    json_items = [{"id": "1", "title": "<em>Bold</em>", "url": "/bridge"}, {"id": "2", "content_text": LONG}]
    titles = ["Bold", "The Lusitania & us: 3 < 4", "", "Bold"]
    for path, text in (("/feed", rss(items)), ("/json", json_feed(json_items))):
        show = show_of(tmp_path / path[1:], f'feed = "{paper.put(path, text, "text/xml")}"\nnot_sections = ["sport"]')
        found = seen(show)
        assert [each.title for each in found] == [titles.pop(0), titles.pop(0)]
        assert found[-1].address == f"{paper.address}/bridge"
    show = tmp_path / "feed" / "show"
    assert "not_sections has" in preview(load_settings(show), "news").shown[-1].unwanted
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database)
        newsroom.looking.look_all(everything=True)
        newsroom.looking.read_all()
        (dropped,) = database.pieces(State.DROPPED)
        assert dropped.reason == "It is in Sport, which not_sections has."


def test_what_two_sources_bring_is_one_piece(tmp_path: Path, paper: Paper) -> None:
    head = f'<link rel="canonical" href="{paper.address}/bridge">'
    items = [{"title": "The bridge", "link": paper.article("bridge", head=head)}]
    front, town = paper.put("/front", rss(items), "text/xml"), paper.put("/town", rss(items), "text/xml")
    show = show_of(
        tmp_path,
        f'feed = "{front}"\nmin_words = 1000\n[sources.town]\nfeed = "{town}"\n[sources.sports]\nfeed = "{town}"\n',
    )
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database)
        newsroom.looking.look_all(everything=True)
        newsroom.looking.read_all()
        front_piece, town_piece, sports_piece = database.pieces()
        assert front_piece.state is State.DROPPED  # by a rule: whoever else brings it may have it
        assert town_piece.state is State.READ
        assert sports_piece.reason == "town has brought it already, as the piece 2."


def test_the_first_look_makes_only_the_newest_few(tmp_path: Path, paper: Paper) -> None:
    items = [{"title": f"Piece {number}", "guid": str(number), "content": LONG} for number in range(30, 0, -1)]
    show = show_of(tmp_path, f'feed = "{paper.put("/feed", rss(items), "text/xml")}"\nbacklog = 3')
    with Database(show) as database:
        Newsroom(load_settings(show), database).looking.look("news")
        assert [piece.key for piece in database.pieces(State.SEEN)] == ["/28", "/29", "/30"]
        assert len(database.pieces(State.DROPPED)) == 27


def test_what_will_be_published_later_is_held_until_then(tmp_path: Path, cache: Path, paper: Paper) -> None:
    later = time.time() + 3600
    item = {"title": "The bridge", "guid": "a", "content": LONG, "pubDate": rfc822(later)}
    show = show_of(tmp_path, f'feed = "{paper.put("/feed", rss([item]), "text/xml")}"')
    done = json.loads(run(show, cache, "watch", "--once", "--json").stdout)
    assert (done["made"], done["published"]) == (1, 0)
    (episode,) = episodes(show)
    assert datetime.fromisoformat(episode["published"]).timestamp() == pytest.approx(later, abs=2)
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database, clock=lambda: datetime.fromtimestamp(later + 5, UTC))
        assert newsroom.run().count("published") == 1


def test_robots_txt_is_obeyed_for_what_the_user_did_not_name(tmp_path: Path, cache: Path, paper: Paper) -> None:
    paper.put("/robots.txt", "User-agent: *\nDisallow: /secret\nDisallow: /feed\n", "text/plain")
    secret = paper.put("/secret", "<p>Not for robots.</p>")
    items = [{"title": "Secret", "link": secret}, {"title": "The tower", "link": paper.article("tower")}]
    show = show_of(tmp_path, f'feed = "{paper.put("/feed", rss(items), "text/xml")}"')
    run(show, cache, "watch", "--once", code=1)
    assert [each["title"] for each in episodes(show)] == ["The tower"]
    assert paper.asked("/secret") == 0
    assert paper.asked("/robots.txt") == 1
    (piece,) = queue(show, cache)
    assert "robots.txt" in piece["reason"]


def test_a_server_has_its_pause() -> None:
    waits: list[float] = []
    with publishing() as paper:
        paper.put("/robots.txt", "User-agent: podcaster\nCrawl-delay: 5\n", "text/plain")
        settings = load_settings_open()
        visits = Visits(settings.article, 0.5, waits.append)
        for name in ("bridge", "tower"):
            visits.fetch(paper.article(name))
    assert [round(wait) for wait in waits] == [5]


def load_settings_open() -> Any:
    from podcaster.settings import Fetching, Settings

    return Settings(article=Fetching(allow_private=True, timeout=2))


def test_faults_of_the_server_lose_nothing_and_double_nothing(tmp_path: Path, cache: Path, paper: Paper) -> None:
    names = [f"hall {number}".replace(" ", "-") for number in range(3)]
    items = [{"title": f"The {name}", "link": paper.article(name)} for name in names]
    settings = f'feed = "{paper.put("/feed", rss(items), "text/xml")}"'
    show = show_of(tmp_path, settings)
    kinds = ["503", "cut", "reset", "garbage", "429", "500"]
    paper.faults = [kinds[number % len(kinds)] if number % 2 else "" for number in range(1, 21)]
    moment = time.time()
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database, clock=lambda: datetime.fromtimestamp(moment, UTC))
        for _ in range(30):
            newsroom.run(everything=True)
            moment += 90_000
            if len(database.pieces(State.PUBLISHED)) == len(names) and not paper.faults:
                break
        assert not paper.faults
        assert [piece.state for piece in database.pieces()] == [State.PUBLISHED] * len(names)
    assert [each["title"] for each in episodes(show)] == [f"The {name}" for name in names]


def test_a_server_that_wants_to_be_left_alone_is(tmp_path: Path, paper: Paper) -> None:
    show = show_of(tmp_path, f'feed = "{paper.put("/feed", rss([]), "text/xml")}"\nevery = 1')
    paper.faults = ["429"]
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database)
        newsroom.looking.look("news")
        look = database.look("news")
    assert look.failures == 1
    assert look.due - look.at == pytest.approx(7, abs=0.5)


def test_a_page_keeps_its_own_address_and_its_letters(tmp_path: Path, cache: Path, paper: Paper) -> None:
    page = '<html><head><title>Brücke</title><link rel="canonical" href="/real"></head><body><article><p>'
    page += "Die Brücke wurde am Montag geöffnet, und alle kamen. " * 8 + "</p></article></body></html>"
    address = paper.put("/draft", page.encode("cp1252"), "text/html; charset=windows-1252")
    show = show_of(tmp_path, f'feed = "{paper.put("/feed", rss([{"title": "B", "link": address}]), "text/xml")}"')
    run(show, cache, "watch", "--once")
    (episode,) = episodes(show)
    assert (episode["title"], episode["link"]) == ("Brücke", f"{paper.address}/real")


def test_private_addresses_are_not_read_unless_allowed(tmp_path: Path, cache: Path, paper: Paper) -> None:
    address = paper.put("/feed", rss([]), "text/xml")
    show = make_show(tmp_path / "show", f'[sources.news]\nfeed = "{address}"\n')
    told = run(show, cache, "watch", "--once", code=1).stderr
    assert "private or loopback address" in told
    assert not paper.requests


def test_what_is_no_feed_is_a_sentence(tmp_path: Path, paper: Paper) -> None:
    for path, data, kind in (
        ("/page", "<html><body>Hello</body></html>", "feed"),
        ("/json", '{"version": 1}', "feed"),
        ("/broken", "<urlset><url>", "sitemap"),
        ("/other", "<thing/>", "sitemap"),
    ):
        show = make_show(tmp_path / path.strip("/"), f'{OPEN}[sources.news]\n{kind} = "{paper.put(path, data)}"\n')
        with pytest.raises(PodcasterError, match=r"is no (feed|JSON Feed|sitemap)|no JSON Feed"):
            seen(show)
    page = '<html><head><link href="/rss?a=1&amp;b" type="application/rss+xml" rel="alternate"></head><body>Hello'
    show = make_show(tmp_path / "home", f'{OPEN}[sources.news]\nfeed = "{paper.put("/", page)}"\n')
    with pytest.raises(PodcasterError, match=re.escape(f"names this one: {paper.address}/rss?a=1&b")):
        seen(show)
    show = make_show(tmp_path / "gone", f'{OPEN}[sources.news]\nfeed = "{paper.address}/nothing"\n')
    with pytest.raises(PodcasterError, match=r"Correct \[sources\.news\], or take it out"):
        seen(show)


NONSENSE = [
    ("feed", rss([{"title": "A", "guid": "http://[bad", "link": "http://[bad/x", "description": LONG}])),
    ("feed", rss([{"title": "A", "guid": "1", "link": "http://a:999999999/x", "description": LONG}])),
    ("feed", rss([{"title": "A@", "guid": "1", "description": LONG}]).replace("@", "&#xD83D;&#xDE00; &#55357;")),
    ("feed", json_feed([{"id": "http://[", "url": "http://[::1", "content_html": LONG, "authors": "x", "tags": 5}])),
    ("feed", json_feed([{"id": {"a": 1}, "title": ["x"], "url": 5, "content_text": {"x": LONG}, "authors": [[]]}])),
    ("feed", json_feed([{"id": "1", "content_html": LONG, "date_published": "0001-01-01T00:00+14:00"}, 5, None])),
    ("feed", json_feed([{"id": "1", "content_html": LONG, "date_published": "9999-12-31T23:59-14:00"}])),
    ("sitemap", "<urlset><url><loc>http://[bad</loc></url><url><loc>http://a.example/</loc></url></urlset>"),
]
"""What strangers may write where an address, a letter, a moment or a list belongs."""


def test_nonsense_in_one_entry_is_no_traceback(tmp_path: Path, paper: Paper) -> None:
    for number, (kind, text) in enumerate(NONSENSE):
        address = paper.put(f"/{number}", text, "application/xml")
        show = make_show(tmp_path / str(number), f'{OPEN}[sources.news]\n{kind} = "{address}"\n')
        (found,) = seen(show)
        assert found.title in {"", "A", "A\U0001f600 \ufffd", "['x']"}
        assert found.address in {"", "http://a.example/", f"{paper.address}/1"}


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: caf\xe9 \xff",
        b"From: a@b, <c@d>;\nReply-To: group:a@b;",
        b"From: x:y:;\nMessage-ID: <\x80.",
        b"Date: Sat, 99999999999999999999 Mar 99999999999 06:00:00 +9999999999999999",
        b"Message-ID: <a\xe9@b",
        b"From: "
        + b"(" * 300_000
        + b"\nTo: "
        + b"a <b@c>, " * 30_000
        + b"\nContent-Type: text/plain"
        + b"; a*0=b" * 30_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000,
        b"Content-Type: message/rfc822\n\n" * 5_000,
        b"Content-Disposition: ;=\nContent-Type: multipart/x; boundary",
    ],
)
def test_nonsense_in_one_mails_head_keeps_no_other_from_being_read(head: bytes, tmp_path: Path) -> None:
    mails = [
        b"From a Sat Mar 14 06:00:00 2026\n" + each + b"\n\nThe tide came in.\n\n" for each in (head, b"Subject: B")
    ]
    show = show_of(tmp_path, 'mbox = "mails"')
    (show / "mails").write_bytes(b"".join(mails))
    age(show / "mails")
    bad, good = seen(show)
    assert good.title == "B"
    assert f"{bad.title} {bad.key}".encode()
    with suppress(PodcasterError):
        letters(mails[0], "a mail")


def test_a_mail_without_a_subject_is_called_by_its_first_words(tmp_path: Path) -> None:
    page = page_of("Content-Type: text/plain; charset=utf-8\n\nEl puente se cerró ayer al tráfico.\n".encode())
    (tmp_path / "mail.html").write_bytes(page.data)
    assert read_article(str(tmp_path / "mail.html"), Fetching()).title.startswith("El puente se cerró")


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show", f'{OPEN}[sources.news]\nfolder = "in"\n')
    for name in (b"caf\xe9.txt", b"caf\xea.txt"):
        path = Path(os.fsdecode(os.fsencode(show / "in") + b"/" + name))
        path.write_text("The tide came in at night.\n", "utf-8")
        age(path)
    found = seen(show)
    assert len({each.key.encode() for each in found}) == 2
    settings = load_settings(show)
    with closing(open_source(settings, "news", Visits(settings.article, 0))) as source:
        for each in found:
            assert source.read(Piece(0, "news", each.key, State.SEEN)) is not None


def test_a_mistake_of_the_program_at_one_source_keeps_no_other_from_being_made(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = make_show(tmp_path / "show", f'{OPEN}[sources.bad]\nmbox = "m"\n[sources.drop]\nfolder = "in"\n', files=1)

    def fall(*_: object) -> None:
        raise KeyError("what nobody foresaw")

    monkeypatch.setattr(MailFile, "look", fall)
    with Database(show) as database:
        done = Newsroom(load_settings(show), database).run()
        assert [event.kind for event in done.events] == ["problem", "new", "made", "published"]
        assert "a mistake of this program (KeyError" in done.events[0].text
        assert [piece.state for piece in database.pieces()] == [State.PUBLISHED]


def test_a_bomb_in_a_sitemap_does_not_go_off(tmp_path: Path, paper: Paper) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    text = f"{laughs}<urlset><url><loc>&b;</loc></url></urlset>"
    show = show_of(tmp_path, f'sitemap = "{paper.put("/bomb", text, "text/xml")}"')
    assert seen(show) == []
    packed = paper.put("/packed", gzip.compress(b" " * 90_000_000), "application/gzip")
    show = make_show(tmp_path / "other", f'{OPEN}[sources.news]\nsitemap = "{packed}"\n')
    with pytest.raises(PodcasterError, match="larger than 20 MB"):
        seen(show)


def test_an_answer_says_that_nothing_has_changed(paper: Paper) -> None:
    reading = load_settings_open().article
    first = fetch(paper.article("bridge"), reading)
    again = fetch(f"{paper.address}/bridge", reading, Ask(etag=first.etag))
    assert (first.fresh, again.fresh, again.data) == (True, False, b"")


def test_addresses_come_on_standard_input_and_are_taken_once(tmp_path: Path, cache: Path, paper: Paper) -> None:
    show = make_show(tmp_path / "show", OPEN)
    given = f"{paper.article('bridge')}\n\n{paper.article('tower')}\n{paper.address}/bridge\n"
    assert "2 new" in run(show, cache, "queue", "add", "-", input=given).stderr
    assert "0 new" in run(show, cache, "queue", "add", f"{paper.address}/bridge").stderr
    run(show, cache, "watch", "--once")
    assert [each["title"] for each in episodes(show)] == ["The bridge", "The tower"]
    assert "no address of the web" in run(show, cache, "queue", "add", "ftp://x.example", code=2).stderr


def test_a_source_is_shown_as_it_would_read(tmp_path: Path, cache: Path, paper: Paper) -> None:
    items = [{"title": "Lost", "link": f"{paper.address}/lost"}, {"title": "Tower", "link": paper.article("tower")}]
    show = show_of(tmp_path, f'feed = "{paper.put("/feed", rss(items), "text/xml")}"')
    shown = json.loads(run(show, cache, "sources", "check", "news", "--json").stdout)
    assert shown["pieces"] == 2
    lost, tower = shown["shown"]
    assert (tower["title"], tower["state"]) == ("The tower", "new")
    assert tower["words"] > 30
    assert "was not found" in lost["problem"]
    assert not (show / "output").exists()
    text = run(show, cache, "sources", "check", "news").stdout
    assert "The tower opened on Monday" in text
    assert "feed" in run(show, cache, "sources").stdout


def letter(number: int) -> bytes:
    return (
        f"From: Ada Byron <ada@paper.example>\nSubject: Letter {number}\nMessage-ID: <{number}@paper.example>\n"
        f"Date: Mon, 2 Mar 2026 08:{number % 60:02}:00 +0000\nContent-Type: text/html; charset=utf-8\n\n"
        f"<html><body><p>The ferry number {number} was late on Monday, and nobody was surprised. It rained.</p></body>"
    ).encode()


@pytest.fixture(scope="module")
def mail_server() -> Iterator[dovecot.Server]:
    if not dovecot.PROGRAM:
        pytest.skip("dovecot is not installed")
    with dovecot.running() as server:
        yield server


@pytest.fixture
def password(mail_server: dovecot.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCASTER_SOURCE_PASSWORD_NEWS", dovecot.PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", str(mail_server.certificate))


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("scheme", ["imaps", "imap"])
def test_a_mailbox_gives_only_what_is_new(tmp_path: Path, mail_server: dovecot.Server, scheme: str) -> None:
    for old in (mail_server.folder / "mail").glob("*/*"):
        old.unlink()
    mail_server.deliver(*map(letter, range(1000)))
    show = show_of(tmp_path, f'mailbox = "{mail_server.address(scheme)}"\nbacklog = 0')
    memory = SourceMemory()
    assert len(seen(show, memory=memory)) == 1000
    mail_server.deliver(letter(1000))
    begun = time.monotonic()
    (new,) = seen(show, memory=memory)
    assert time.monotonic() - begun < 2
    assert (new.key, new.title) == ("<1000@paper.example>", "Letter 1000")
    assert new.material
    assert b"The ferry number 1000" in new.material.data
    assert seen(show, memory=memory) == []


@pytest.mark.usefixtures("password")
def test_a_newsletter_becomes_an_episode(tmp_path: Path, cache: Path, mail_server: dovecot.Server) -> None:
    mail_server.deliver(letter(2000))
    show = show_of(tmp_path, f'mailbox = "{mail_server.address()}"\nbacklog = 1')
    run(show, cache, "watch", "--once")
    (episode,) = episodes(show)
    assert (episode["title"], episode["author"]) == ("Letter 2000", "Ada Byron")


def test_a_mailbox_refuses_in_a_sentence(
    tmp_path: Path, mail_server: dovecot.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = show_of(tmp_path, f'mailbox = "{mail_server.address()}"')
    for environment, told in (
        ({}, "PODCASTER_SOURCE_PASSWORD_NEWS"),
        ({"PODCASTER_SOURCE_PASSWORD": "wrong"}, "cannot be trusted"),
        ({"PODCASTER_SOURCE_PASSWORD": "wrong", "SSL_CERT_FILE": str(mail_server.certificate)}, "refuses"),
    ):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(PodcasterError, match=told) as error:
            seen(show)
        assert "wrong" not in str(error.value)
    private = make_show(tmp_path / "private", f'[sources.news]\nmailbox = "{mail_server.address()}"\n')
    with pytest.raises(PodcasterError, match="private or loopback"):
        seen(private)


@pytest.mark.parametrize("trick", hostile_imap.TRICKS)
def test_no_mail_server_takes_memory_or_time_without_end(
    tmp_path: Path, trick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podcaster.follow.mailbox.LONGEST", 1.0 if "drop" in trick else 60.0)
    monkeypatch.setattr("podcaster.follow.mailbox.MOST", 2_000_000)
    monkeypatch.setenv("PODCASTER_SOURCE_PASSWORD", "x")
    dovecot.make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    with hostile_imap.running(tmp_path, trick) as port:
        show = show_of(tmp_path, f'mailbox = "imaps://ada@localhost:{port}/INBOX"')
        *_, told = hostile_imap.TRICKS[trick]
        if told:
            with pytest.raises(PodcasterError, match=told):
                seen(show)
        else:
            assert len(seen(show)) <= 1


def test_a_password_in_the_settings_is_refused_and_not_told(tmp_path: Path) -> None:
    show = show_of(tmp_path, 'mailbox = "imaps://ada:s3cr3t@mail.example/"')
    with pytest.raises(PodcasterError, match="PODCASTER_SOURCE_PASSWORD_NEWS") as error:
        seen(show)
    assert "s3cr3t" not in str(error.value)


def test_a_file_of_mails_is_read_once_and_again_when_it_grows(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "letters.mbox")
    for number in range(3):
        box.add(letter(number))
    box.close()
    show = show_of(tmp_path, f'mbox = "{tmp_path / "letters.mbox"}"')
    memory = SourceMemory()
    assert [found.title for found in seen(show, memory=memory)] == ["Letter 0", "Letter 1", "Letter 2"]
    assert seen(show, memory=memory) == []
    box = mailbox.mbox(tmp_path / "letters.mbox")
    box.add(letter(3))
    box.close()
    assert len(seen(show, memory=memory)) == 4


def test_the_older_mails_of_a_file_are_known_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    show, memory = show_of(tmp_path, f'mbox = "{path}"\nbacklog = 2'), SourceMemory()
    for made in (1, 4):  # of three mails two are new; when it grows only what is not known is taken for new
        box = mailbox.mbox(path)
        for number in range(3 if made == 1 else 1):
            box.add(letter(3 * made + number))
        box.close()
        found = seen(show, memory=memory)
        assert [each.title for each in found if each.old] == (["Letter 3"] if made == 1 else [])
    assert len({each.key for each in found}) == 4


def test_a_mail_that_is_tried_again_has_the_words_that_it_came_with(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "letters.mbox")
    box.add(letter(0))
    box.close()
    age(tmp_path / "letters.mbox")
    show = show_of(tmp_path, f'mbox = "{tmp_path / "letters.mbox"}"')
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database)
        newsroom.looking.look_all(everything=True)
        newsroom.looking.read_all()
        (piece,) = database.pieces(State.READ)
        retry(database, database.move(piece, State.FAILED, 1.0, "The disk is full."))
        newsroom.looking.read_all()
        assert database.piece(piece.id).state is State.READ


def test_a_source_is_one_place(tmp_path: Path) -> None:
    following = Following(feed="https://a.example/", folder="in")
    from podcaster.follow.open import kind_of

    with pytest.raises(PodcasterError, match="both folder and feed"):
        kind_of("news", following)


def test_no_login_of_an_address_is_told(tmp_path: Path, cache: Path) -> None:
    login = "http://ada:s3cr3t@127.0.0.1:9"
    show = make_show(tmp_path / "show", f'[sources.front]\nfeed = "{login}/feed"\n[watch]\ntries = 1\n')
    told = [run(show, cache, "sources", "list", *form).stdout for form in ((), ("--json",))]
    told += [run(show, cache, "queue", "add", f"{login}/one").stderr]
    done = run(show, cache, "watch", "--once", "--log", "json", code=1)
    told += [done.stdout, done.stderr]
    told += [run(show, cache, "queue", "list", "--all", *form).stdout for form in ((), ("--json",))]
    told += [run(show, cache, "queue", "show", "1", *form).stdout for form in ((), ("--json",))]
    for form in ((), ("--json",)):
        done = run(show, cache, "batch", f"{login}/two", "--workers", "1", *form, code=1)
        told += [done.stdout, done.stderr]
    assert all("s3cr3t" not in each for each in told)
    assert stat.S_IMODE((show / "newsroom" / "state.db").stat().st_mode) == 0o600  # it keeps what a person has given
    assert sum("http://127.0.0.1:9/" in each for each in told) >= 9


def test_only_what_stands_before_a_host_is_a_login() -> None:
    text = "See https://a.example, or mail b@c.example; https://ann:p@ss@d.example/x?y=e@f is closed."
    assert without_logins(text) == "See https://a.example, or mail b@c.example; https://d.example/x?y=e@f is closed."
