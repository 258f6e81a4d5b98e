"""The words of the program in every language, and shows in which no English word is left."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel import Locale
from mutagen.id3 import ID3

from podcaster.settings import load_settings
from podcaster.settings.showing import UNTITLED
from podcaster.wording import languages, role_called, role_label, with_region, words_of
from podcaster.wording.catalogue import PLACE, chain_of, read_words
from tests.newsrooms import run

OWN = [tag for tag in languages() if "-" not in tag and tag != "en"]
VARIANTS = [tag for tag in languages() if "-" in tag]
ENGLISH = read_words("en")

ARTICLES = {
    "es": (
        "El faro de la bahía", "María Pérez", "14 de marzo de 2026",
        "El faro llevaba once años apagado. Nadie esperaba que volviera a brillar sobre la bahía.",
        "Cuando lo vi encendido, lloré de alegría,", "dijo Lucía Gómez, que vende pescado en el muelle.",
    ),
    "fr": (
        "Le phare de la baie", "Claire Martin", "14 mars 2026",
        "Le phare était éteint depuis onze ans. Personne ne pensait le revoir briller au-dessus de la baie.",
        "Quand je l’ai vu allumé, j’ai pleuré de joie,", "a dit Jeanne Moreau, qui vend du poisson sur le quai.",
    ),
    "de": (
        "Der Leuchtturm an der Bucht", "Anna Weber", "14. März 2026",
        "Der Leuchtturm war elf Jahre lang dunkel. Niemand glaubte, dass er jemals wieder leuchten würde.",
        "Als ich ihn leuchten sah, habe ich vor Freude geweint,", "sagte Greta Vogel, die am Kai Fische verkauft.",
    ),
    "it": (
        "Il faro della baia", "Giulia Rossi", "14 marzo 2026",
        "Il faro era spento da undici anni. Nessuno pensava di rivederlo brillare sopra la baia.",
        "Quando l’ho visto acceso, ho pianto di gioia,", "ha detto Lucia Bianchi, che vende pesce sul molo.",
    ),
    "pt": (
        "O farol da baía", "Maria Pereira", "14 de março de 2026",
        "O farol estava apagado há onze anos. Ninguém esperava que voltasse a brilhar sobre a baía.",
        "Quando o vi aceso, chorei de alegria,", "disse Lúcia Gomes, que vende peixe no cais.",
    ),
}  # fmt: skip
"""Title, author, date, paragraph, quote, tag."""

SHOWS = {"es": "Voces del puerto", "fr": "Voix du port", "de": "Stimmen am Hafen", "it": "Voci del porto"}
SHOWS["pt"] = "Vozes do porto"
FORMATS = "RSS JSON WebVTT SubRip"
"""Words that are the same in every language."""


def places(form: object) -> set[str]:
    return set(PLACE.findall(" ".join(form.values()) if isinstance(form, dict) else str(form)))


@pytest.mark.parametrize("tag", OWN)
def test_a_language_has_every_word_and_no_other(tag: str) -> None:
    assert {name: places(form) for name, form in read_words(tag).items()} == {
        name: places(form) for name, form in ENGLISH.items()
    }


@pytest.mark.parametrize("tag", VARIANTS)
def test_a_variant_has_words_that_are_known(tag: str) -> None:
    assert chain_of(tag) == [tag, tag.split("-", maxsplit=1)[0]]
    for name, form in read_words(tag).items():
        assert places(form) == places(ENGLISH[name]), name


@pytest.mark.parametrize("tag", [*OWN, *VARIANTS, "en"])
def test_counted_words_have_the_forms_that_their_language_counts_with(tag: str) -> None:
    rule = Locale.parse(tag, sep="-").plural_form
    needed = {rule(count) for count in range(1000)}
    for name, form in read_words(tag).items():
        if isinstance(ENGLISH[name], dict):
            assert isinstance(form, dict), name
            assert needed <= {*form, "other"}, name


@pytest.mark.parametrize("tag", OWN)
def test_no_word_is_left_in_english(tag: str) -> None:
    same = {"fr": {"introduction", "chapters", "article", "position", "pause", "transcript", "audio"}}
    letters = re.compile(r"[^\W\d_]{4,}")
    for name, form in read_words(tag).items():
        if isinstance(form, str) and letters.search(PLACE.sub("", form)) and name not in same.get(tag, set()):
            assert form != ENGLISH[name] or form.startswith("Audio"), name


def test_dates_numbers_and_lengths_are_those_of_the_language() -> None:
    day = date(2026, 3, 14)
    assert [words_of(tag).day(day) for tag in ("en", "en-GB", "de", "fr", "es", "pt-BR", "xx")] == [
        "March 14, 2026", "14 March 2026", "14. März 2026", "14 mars 2026", "14 de marzo de 2026",
        "14 de março de 2026", "March 14, 2026",
    ]  # fmt: skip
    assert words_of("fr")("megabytes", number=words_of("fr").number(3.44)) == "3,4 Mo"
    assert [words_of(tag).beside.day(day) for tag in ("fr", "ru", "ar")] == ["14 mars 2026", *["March 14, 2026"] * 2]
    assert words_of("de").length(3700) == "1 Std. 2 Min."
    assert words_of("de")("and more", title="Eins", count="1") == "Eins und 1 weiterer"


def test_variants_take_what_they_lack_and_unknown_languages_are_english() -> None:
    assert words_of("pt-BR")("files") == "Arquivos"
    assert words_of("pt-PT")("files") == words_of("pt-BR")("files").replace("Arquivos", "Ficheiros")
    assert words_of("pt-BR")("credits") == "Créditos"
    assert words_of("xx")("files") == words_of("en")("files")
    assert words_of("xx")("credits") == "♪"  # what is heard is no English


def test_mistakes_are_told() -> None:
    with pytest.raises(LookupError, match=r"no words named 'welcom'\. Did you mean welcome"):
        words_of("en")("welcom")
    with pytest.raises(LookupError, match="'welcome' want a value for 'show'"):
        words_of("en")("welcome")
    with pytest.raises(LookupError, match="want a number"):
        words_of("en")("minutes")


def test_the_narrator_is_meant_by_every_word_for_one() -> None:
    called = [("Narrador", "es"), ("narración", "es"), ("Erzähler", "de"), ("Sem atribuição", "pt"), ("Narrator", "fr")]
    assert [role_called(*each) for each in called] == ["Narrator", "Narrator", "Narrator", "Unattributed", "Narrator"]
    assert role_called("Narradora Pérez", "es") == "Narradora Pérez"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("Étienne Roy", "Texte d’Étienne Roy"),
        ("Paul Morin", "Texte de Paul Morin"),
        ("Hélène Roy", "Texte d’Hélène Roy"),
        ("Hamid Sari", "Texte de Hamid Sari"),
        ("Yves Roy", "Texte d’Yves Roy"),
        ("Yann Roy", "Texte de Yann Roy"),
    ],
)
def test_french_leaves_out_a_vowel_before_a_vowel(who: str, said: str) -> None:
    assert words_of("fr")("by", who=who) == said


def test_roles_that_are_no_names_have_a_label() -> None:
    assert role_label("Narrator", "es") == "Narración"
    assert role_label("Ada", "es") == "Ada"


def test_a_show_tells_the_region_that_an_article_leaves_open(tmp_path: Path) -> None:
    assert [with_region(*each) for each in (("pt", "pt-BR"), ("pt-PT", "pt-BR"), ("es", "pt-BR"), ("", "de"))] == [
        "pt-BR", "pt-PT", "es", "de",
    ]  # fmt: skip
    (tmp_path / "podcaster.toml").write_text('[show]\ntitle = "Vozes"\nlanguage = "pt-BR"\n', "utf-8")
    script = run(tmp_path, tmp_path / "cache", "script", str(write_article(tmp_path, "pt"))).stdout
    assert "Language: pt-BR" in script
    assert "Você ouviu" in script


class Page(HTMLParser):
    """What a page shows or tells a screen reader."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = {"aria-label", "alt", "title", "data-play", "data-pause", "data-speed", "data-position"}
        self.texts += [value or "" for name, value in attrs if name in shown]
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "code"):  # data for programs, and HTML to copy
            self.texts.append(data)


def tokens(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", PLACE.sub(" ", re.sub(r"https?://\S+", " ", text)).casefold()))


def write_article(folder: Path, language: str) -> Path:
    title, author, _, paragraph, quote, tag = ARTICLES[language]
    path = folder / "article.md"
    path.write_text(
        f"---\ntitle: {title}\nauthor: {author}\ndate: 2026-03-14\nlanguage: {language}\n"
        f"link: https://example.org/1\n---\n\n{paragraph}\n\n“{quote}” {tag}\n\n## {title}\n\n{paragraph}\n",
        "utf-8",
    )
    return path


@pytest.mark.parametrize("language", OWN)
def test_a_foreign_show_has_no_english_word(language: str, tmp_path: Path) -> None:
    """Every word in episode, notes, feed and pages is the article's, the show's, or one of the language's catalogue."""
    show, cache = tmp_path / "show", tmp_path / "cache"
    show.mkdir()
    (show / "podcaster.toml").write_text(
        f'[show]\ntitle = "{SHOWS[language]}"\nauthor = "{ARTICLES[language][1]}"\nlanguage = "{language}"\n'
        'email = "ana@example.org"\nprivate = true\nguests = true\n'
        '[[show.funding]]\nlink = "https://example.org/give"\n'
        '[feed]\naddress = "https://example.org/show/"\n',
        "utf-8",
    )
    article = write_article(tmp_path, language)
    made = json.loads(run(show, cache, "make", str(article), "--json").stdout)
    run(show, cache, "feed")
    episode, output = Path(made["folder"]), Path(made["folder"]).parent
    say = words_of(language)
    allowed = tokens(" ".join([*ARTICLES[language], SHOWS[language], FORMATS]))
    allowed |= tokens(say.day(date.today()) + say.day(date(2026, 2, 1)))
    allowed |= tokens(" ".join(str(form) for form in read_words(language).values()))
    html = [episode / "notes.html", *output.glob("**/index.html"), *output.glob("**/embed.html")]
    assert len(html) == 4
    shown = [" ".join(Page(path.read_text("utf-8")).texts) for path in html]
    feed = ET.parse(output / "feed.xml").getroot()
    spoken = {"title", "description", "encoded", "summary", "person", "subtitle", "author", "funding", "contentLink"}
    shown += [
        " ".join(Page(element.text or "").texts) for element in feed.iter() if element.tag.rpartition("}")[2] in spoken
    ]
    segments = json.loads((episode / "transcript.json").read_text("utf-8"))["segments"]
    shown += [f"{each['speaker']} {each['body']}" for each in segments]
    shown += re.findall(r"<v ([^>]*)>", (episode / "transcript.vtt").read_text("utf-8"))
    shown.append((episode / "transcript.srt").read_text("utf-8"))
    tags = ID3(made["audio"])
    shown += [str(tags[name]) for name in tags if name[:4] in {"TIT2", "TPE1", "TALB", "COMM", "USLT"}]
    shown += [frame.sub_frames["TIT2"].text[0] for frame in [*tags.getall("CTOC"), *tags.getall("CHAP")]]
    shown += [frame.desc for frame in tags.getall("WXXX")]
    shown += [each["title"] for each in json.loads((episode / "chapters.json").read_text("utf-8"))["chapters"]]
    for text in shown:
        assert tokens(text) <= allowed, sorted(tokens(text) - allowed)


def test_a_show_in_two_languages_keeps_each_in_its_own(tmp_path: Path) -> None:
    """The words of an episode are in its article's language; those of the show's page and the feed in the show's."""
    show, cache = tmp_path / "show", tmp_path / "cache"
    show.mkdir()
    (show / "podcaster.toml").write_text(
        '[show]\ntitle = "Voces"\nauthor = "Ana"\nlanguage = "es"\nemail = "ana@example.org"\n'
        '[feed]\naddress = "https://example.org/show/"\n',
        "utf-8",
    )
    (tmp_path / "en.md").write_text(
        "---\ntitle: The lamp\nauthor: Ada Byron\n---\n\nThe lamp had been dark for years when it began to sing.\n",
        "utf-8",
    )
    spanish = json.loads(run(show, cache, "make", str(write_article(tmp_path, "es")), "--json").stdout)
    english = json.loads(run(show, cache, "make", str(tmp_path / "en.md"), "--json").stdout)
    run(show, cache, "feed")
    output = Path(english["folder"]).parent
    assert "<language>es</language>" in (output / "feed.xml").read_text("utf-8")
    pages = {name: (path / "index.html").read_text("utf-8") for name, path in (
        ("show", output), ("es", Path(spanish["folder"])), ("en", Path(english["folder"])),
    )}  # fmt: skip
    assert [re.search(r'lang="(\w+)"', pages[name])[1] for name in ("show", "es", "en")] == ["es", "es", "en"]  # type: ignore[index]
    assert "Skip to the content" in pages["en"]
    assert "Saltar al contenido" in pages["show"]
    assert "Written by Ada Byron." in (Path(english["folder"]) / "notes.html").read_text("utf-8")
    speakers = {
        json.loads((Path(made["folder"]) / "transcript.json").read_text("utf-8"))["segments"][0]["speaker"]
        for made in (english, spanish)
    }
    assert speakers == {"Narrator", "Narración"}


def test_a_show_without_a_title_is_greeted_in_its_language(tmp_path: Path) -> None:
    titles = {"pt-BR": "Em voz alta", "pl": "Podcast", "en-GB": "Read Aloud"}
    for language, title in titles.items():
        (tmp_path / "podcaster.toml").write_text(f'[show]\nlanguage = "{language}"\n', "utf-8")
        assert load_settings(tmp_path).show.title == title
    assert set(UNTITLED) <= {tag for tag in languages() if "-" not in tag}


def test_dates_are_those_of_babel() -> None:
    from babel.dates import format_date

    for tag in [*languages(), "en-GB", "ja", "th", "eo", "es-MX", "de-AT", "xx"]:
        locale = words_of(tag).locale
        for day in (date(2026, 3, 4), date(1999, 12, 31)):
            assert words_of(tag).day(day) == format_date(day, format="long", locale=locale)
