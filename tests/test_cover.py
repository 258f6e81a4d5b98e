"""Cover art, drawn and checked."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat
from typer.testing import CliRunner

from podcaster import cover, fonts
from podcaster.cli import app
from podcaster.episode.tags import OrderedTags, cover_in
from podcaster.errors import InputError, SettingsError

TITLES = [
    "Why?",
    "The Slow Return of the Night Train",
    "“It’s not over”: what comes after the longest winter in living memory — and who says so " * 3,
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "Où est passé l’œuvre de Łódź? Καλημέρα, Привет",
    "日本",
    "",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_drawn_cover_is_one_that_directories_take(title, tmp_path):
    path = tmp_path / "cover.jpg"
    cover.draw_cover(title, "A Show", path)
    assert cover.check_cover(path) == ()


def test_the_same_words_give_the_same_bytes(tmp_path):
    digests = []
    for name, title in (("a.jpg", "One"), ("b.jpg", "One"), ("c.jpg", "Two")):
        cover.draw_cover(title, "A Show", tmp_path / name, size=1400)
        digests.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert digests[0] == digests[1] != digests[2]


def luminance(colour):
    channels = [value / 255 for value in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", cover.PALETTES)
def test_every_palette_can_be_read(palette):
    assert contrast(palette.ink, palette.ground) >= 10
    assert contrast(palette.accent, palette.ground) >= 4.5
    assert contrast(palette.second, palette.ground) >= 2.5


@pytest.mark.parametrize("title", TITLES)
def test_nothing_is_drawn_outside_the_margin(title, tmp_path):
    path = tmp_path / "cover.jpg"
    cover.draw_cover(title, "A Show With a Rather Long Name, for Listeners", path, size=1400)
    picture = Image.open(path).convert("RGB")
    ground = cover.palette_of("A Show With a Rather Long Name, for Listeners").ground
    edge = round(1400 * cover.MARGIN * 0.8)
    for box in ((0, 0, 1400, edge), (0, 1400 - edge, 1400, 1400), (0, 0, edge, 1400), (1400 - edge, 0, 1400, 1400)):
        extremes = picture.crop(box).getextrema()
        assert all(
            abs(low - want) < 12 and abs(high - want) < 12 for (low, high), want in zip(extremes, ground, strict=True)
        )


def test_a_title_is_written_out_in_full():
    font, lines = cover._fit("The Slow Return of the Night Train", "serif", (1000, 800), (190, 55))
    assert " ".join(lines) == "The Slow Return of the Night Train"
    assert all(font.getlength(line) <= 1000 for line in lines)
    font, lines = cover._fit("word " * 400, "serif", (1000, 800), (190, 55))
    assert lines[-1].endswith("…")
    assert len(lines) * font.size * cover.LEADING <= 800


def test_letters_that_no_font_has_are_left_out_and_named(monkeypatch):
    monkeypatch.setattr(fonts, "machine_fonts", lambda: ())
    assert fonts.drawable("The 夜 sea", "serif") == "The  sea"
    told = cover.undrawn("夜の海 🎧 रात", "Read Aloud")
    assert "install Noto Sans CJK (夜の海), Noto Emoji (🎧), Noto Sans Devanagari (रत)" in told
    assert cover.undrawn("Море, η θάλασσα & “l’été”", "Read Aloud") == ""


def test_the_machines_fonts_draw_what_the_faces_lack(tmp_path):
    title = "הים בלילה (sea) “x”"
    if fonts.missing(title):
        pytest.skip("no font of this machine has Hebrew letters")
    parts = list(fonts.runs(title, "serif"))
    assert "".join(part for _, part in parts) == title
    assert parts[0][0] != fonts.face_path("serif")
    assert parts[-1][0] == fonts.face_path("serif")
    assert fonts.is_rightwards(title)
    cover.draw_cover(title, "Read Aloud", tmp_path / "a.jpg", size=1400)
    cover.draw_cover(title, "Read Aloud", tmp_path / "b.jpg", size=1400)
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()
    assert cover.check_cover(tmp_path / "a.jpg") == ()


@pytest.mark.parametrize("face", fonts.FACES)
def test_the_letters_that_are_not_asked_for_are_there(face: str) -> None:
    path = fonts.face_path(face)
    assert not [letter for letter in fonts.OWN_LETTERS if letter.isprintable() and not fonts.has(letter, path)]


def test_scripts_without_spaces_are_wrapped_between_letters():
    assert cover._words("夜の海 and ทะ") == ["夜", "の", "海", " and", " ท", "ะ"]


def test_a_show_chooses_its_colour():
    for colour in ("#000000", "#ffffff", "#777777", "#123a5a", "#ffdd00"):
        palette = cover.palette_of("Any", colour)
        assert cover.contrast(palette.ink, palette.ground) >= 4.2  # large type needs 3
        assert cover.contrast(palette.accent, palette.ground) >= 4.2
    with pytest.raises(SettingsError, match="blue is no colour"):
        cover.palette_of("Any", "blue")


def test_the_small_cover_fits_inside_a_tag(tmp_path):
    cover.draw_cover("A Title", "A Show", tmp_path / "cover.jpg")
    data = cover.small_cover(tmp_path / "cover.jpg")
    assert Image.open(BytesIO(data)).size == (600, 600)
    assert len(data) < 80_000


def save(path, mode="RGB", size=(1500, 1500), **options):
    picture = Image.new(mode, size)
    picture.save(path, **options)
    return path


@pytest.mark.parametrize(
    ("name", "options", "fault"),
    [
        ("wide.jpg", {"size": (1600, 1500)}, "It is 1600 x 1500 pixels; a cover is square."),
        ("small.jpg", {"size": (900, 900)}, "It is 900 x 900 pixels; a side must have 1400 to 3000."),
        ("large.jpg", {"size": (3200, 3200)}, "It is 3200 x 3200 pixels; a side must have 1400 to 3000."),
        ("clear.png", {"mode": "RGBA"}, "It has transparent parts; a cover has none."),
        ("print.jpg", {"mode": "CMYK"}, "Its colours are CMYK; a cover has RGB colours."),
        ("grey.jpg", {"mode": "L"}, "Its colours are L; a cover has RGB colours."),
        ("lies.png", {"format": "JPEG"}, "It is a JPEG file, but its name ends in .png."),
        ("new.webp", {}, "It is a WEBP file; a cover is a JPEG or PNG file."),
    ],
)
def test_a_cover_that_directories_refuse_is_told_why(name, options, fault, tmp_path):
    assert cover.check_cover(save(tmp_path / name, **options)) == (fault,)


def test_a_cover_of_too_many_bytes(tmp_path):
    path = tmp_path / "noise.png"
    Image.effect_noise((1400, 1400), 90).convert("RGB").save(path)
    (fault,) = cover.check_cover(path)
    assert fault.endswith("512 KiB is the limit. Save it with a lower quality.")


def test_a_good_one_of_the_user_passes(tmp_path):
    assert cover.check_cover(save(tmp_path / "good.jpeg", format="JPEG")) == ()
    assert cover.check_cover(save(tmp_path / "good.png")) == ()


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\xff\xd8\xff\xe0 no more", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_named(data, tmp_path):
    path = tmp_path / "cover.jpg"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"cover.jpg"):
        cover.check_cover(path)
    with pytest.raises(InputError, match=r"cover.jpg"):
        cover.small_cover(path)


@pytest.mark.parametrize("side", [9200, 20_000])
def test_a_picture_of_too_many_pixels_is_not_decoded(side, tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (side, side)).save(path)
    with pytest.raises(InputError, match=r"too many .*for a cover"):
        cover.check_cover(path)


def test_half_a_cover_is_noticed_and_a_whole_one_is_small_and_sharp(tmp_path):
    """A JPEG is decoded at a fraction of its size; its data is read to the end all the same."""
    path = tmp_path / "cover.jpg"
    cover.draw_cover("The Slow Return of the Night Train", "The Long Read", path, size=1400)
    assert cover.check_cover(path) == ()
    with Image.open(BytesIO(cover.small_cover(path, size=300))) as small, Image.open(path) as whole:
        assert small.size == (300, 300)
        difference = ImageChops.difference(small.convert("L"), whole.convert("L").resize((300, 300)))
        assert ImageStat.Stat(difference).mean[0] < 2
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(InputError, match="cannot be read as a picture"):
        cover.check_cover(path)


def test_an_episode_made_again_shows_the_small_cover_that_it_had(tmp_path, monkeypatch):
    """An older version has drawn it otherwise; nobody has asked for another picture."""
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (tmp_path / "pier.md").write_text("# The pier\n\nThe pier was closed.\n", "utf-8")
    made = CliRunner().invoke(app, ["--show", str(tmp_path), "make", str(tmp_path / "pier.md")])
    assert made.exit_code == 0, made.output
    (sound,) = tmp_path.glob("output/*/*.mp3")
    drawn = cover_in(sound)
    older = cover.small_cover(sound.with_name("cover.jpg"))
    assert drawn != older
    tags = OrderedTags(sound)
    tags.getall("APIC")[0].data = older
    tags.save(v2_version=3)
    for title, stays in (("The pier", True), ("The old pier", False)):
        again = CliRunner().invoke(app, ["--show", str(tmp_path), "make", "--title", title, str(tmp_path / "pier.md")])
        assert again.exit_code == 0, again.output
        (sound,) = tmp_path.glob("output/*/*.mp3")
        assert (cover_in(sound) == older) is stays
