"""What is installed is asked for once, and again when it has changed."""

from importlib.metadata import entry_points, version

from podcaster import installed


def lay_out(folder, name, number, offers=""):
    info = folder / f"{name}-{number}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}\n")
    (info / "entry_points.txt").write_text(offers)
    installed.version_of.cache_clear()


def test_it_is_what_the_standard_library_says():
    assert installed.version_of("numpy") == version("numpy")
    assert installed.version_of("no-such-thing") == ""
    found = installed.offers("podcaster.engines")
    assert [(each.name, each.value) for each in found] == [
        (each.name, each.value) for each in entry_points(group="podcaster.engines")
    ]
    assert {each.source for each in found if each.distribution == "podcaster"} == {f"podcaster {version('podcaster')}"}


def test_what_is_kept_is_asked_for_again_when_something_was_installed(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    assert not installed.offers("acme.things")
    lay_out(tmp_path, "acme", "1.0", "[acme.things]\none = os.path:join [fast]\ntwo = os\n")
    one, two = installed.offers("acme.things")
    assert (one.name, one.source, one.load()) == ("one", "acme 1.0", __import__("os").path.join)
    assert two.load() is __import__("os")
    assert installed.version_of("acme") == "1.0"


def test_the_library_is_not_asked_twice(monkeypatch):
    installed.offers("podcaster.engines")
    installed.version_of("numpy")
    monkeypatch.setattr("importlib.metadata.entry_points", None)
    monkeypatch.setattr("importlib.metadata.version", None)
    installed.version_of.cache_clear()
    assert installed.offers("podcaster.engines")
    assert installed.version_of("numpy")


def test_a_folder_without_distributions_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = installed._stamp(("", str(tmp_path)))
    (tmp_path / "output").mkdir()
    installed._stamp.cache_clear()
    assert installed._stamp(("", str(tmp_path))) == before
