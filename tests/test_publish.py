"""Publishing, against real servers that the tests start.

Readers and killed runs have a few rounds here; ``pytest --long tests/test_publish.py`` has four times as many.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from shows import NOW, change_episode, make_episode, make_show, redescribe, sound

from podcaster import settings as conf
from podcaster import store
from podcaster.cover import draw_cover
from podcaster.errors import PublishError, SettingsError
from podcaster.feed.xml import NAMESPACES
from podcaster.publish.journal import read_lines
from podcaster.publish.plan import FileKind
from podcaster.publish.run import Sending, choose_target, publish
from podcaster.publish.targets import find_place, open_storage
from podcaster.publish.targets.cloud import plain

BUCKET = "shows"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    pytest.fail(f"the server did not start: {process.args}")


@contextmanager
def running(arguments, port):
    """A server for the time of a block."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(60)


@dataclass
class Site:
    """A target, and how a reader sees it."""

    target: conf.Target
    read: object
    """Path -> its bytes, or None."""

    def feed(self):
        return self.read("feed.xml")


def read_file(folder):
    def read(path):
        try:
            return (folder / path).read_bytes()
        except FileNotFoundError:
            return None

    return read


def read_web(address):
    def read(path):
        try:
            with urllib.request.urlopen(address + path, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise

    return read


@pytest.fixture(scope="session")
def s3_server():
    server = pytest.importorskip("moto.server", reason="moto[server] is not installed")
    os.environ.update(
        AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing-secret", AWS_DEFAULT_REGION="us-east-1"
    )
    moto = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def s3(s3_server, tmp_path):
    name = f"{BUCKET}-{tmp_path.name[-20:].lower().replace('_', '-').strip('-')}"
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{name}/*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [everybody]}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{s3_server}/{name}", method="PUT"))
    json_type = {"Content-Type": "application/json"}
    urllib.request.urlopen(
        urllib.request.Request(f"{s3_server}/{name}?policy", data=policy, method="PUT", headers=json_type)
    )
    address = f"{s3_server}/{name}/cast/"
    return Site(
        conf.Target(f"s3://{name}/cast", address=address, endpoint=s3_server, region="us-east-1"), read_web(address)
    )


@pytest.fixture
def folder(tmp_path):
    return Site(conf.Target("www/cast", address="https://show.example/cast/"), read_file(tmp_path / "www" / "cast"))


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory):
    sshd = shutil.which("sshd") or "/usr/sbin/sshd"
    if not Path(sshd).exists() or not shutil.which("ssh-keygen"):
        pytest.skip("sshd is not installed")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    home, port = tmp_path_factory.mktemp("ssh"), free_port()
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / name], check=True)
    (home / "authorized").write_bytes((home / "user.pub").read_bytes())
    (home / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nAuthorizedKeysFile {home}/authorized\n"
        "StrictModes no\nUsePAM no\nPermitRootLogin yes\nPasswordAuthentication no\nSubsystem sftp internal-sftp\n"
        f"PidFile {home}/pid\n"
    )
    kind, key, *_ = (home / "host.pub").read_text().split()
    (home / "known_hosts").write_text(f"[127.0.0.1]:{port} {kind} {key}\n")
    with running([sshd, "-D", "-f", home / "config"], port):
        yield home, port


@pytest.fixture
def sftp(ssh_server, tmp_path):
    home, port = ssh_server
    import getpass

    place = tmp_path / "remote"
    target = conf.Target(
        f"sftp://{getpass.getuser()}@127.0.0.1:{port}{place}/cast",
        address="https://show.example/cast/",
        known_hosts=str(home / "known_hosts"),
        key=str(home / "user"),
        verify=False,
    )
    return Site(target, read_file(place / "cast"))


@pytest.fixture(scope="session")
def dav_server(tmp_path_factory):
    if not shutil.which("rclone"):
        pytest.skip("rclone is not installed")
    home, port = tmp_path_factory.mktemp("dav"), free_port()
    (home / "files").mkdir()
    login = ["--user", "ada", "--pass", "open sesame", "--config", str(home / "rclone.conf")]
    # What rclone does not notice for a while is what tests lay there themselves.
    fresh = ["--dir-cache-time", "0s"]
    with running(["rclone", "serve", "webdav", home / "files", "--addr", f"127.0.0.1:{port}", *login, *fresh], port):
        yield home / "files", port


@pytest.fixture
def dav(dav_server, tmp_path, monkeypatch):
    place, port = dav_server
    name = tmp_path.name
    (place / name).mkdir()
    monkeypatch.setenv("PODCASTER_WEB_PASSWORD", "open sesame")
    to = f"dav://ada@127.0.0.1:{port}/{name}/cast"
    return Site(conf.Target(to, address="https://show.example/cast/", verify=False), read_file(place / name / "cast"))


@pytest.fixture(params=["folder", "s3", "sftp", "dav"])
def site(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    return make_show(tmp_path_factory.mktemp("published"), 3)


@pytest.fixture
def show(good, tmp_path):
    shutil.copytree(good.output, tmp_path / "output")
    return replace(good, folder=tmp_path)


def send(show, site, **wishes):
    return publish(show, find_place("web", site.target, show.folder), NOW, Sending(**wishes))


def paths(uploads):
    return {upload.path for upload in uploads}


def check_whole(site):
    """Every enclosure of the feed that is out is there, with the length that the feed says; returns how many."""
    data = site.feed()
    if data is None:
        return 0
    enclosures = list(ET.fromstring(data).iter("enclosure"))
    for enclosure in enclosures:
        path = "/".join(unquote(enclosure.get("url")).split("/")[-2:])
        audio = site.read(path)
        assert audio is not None, f"{path} is missing"
        assert len(audio) == int(enclosure.get("length")), f"{path} has another length"
    return len(enclosures)


def remake(folder, number, seconds):
    """Give an episode other audio."""
    path = next(folder.glob("*.mp3"))
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"\xff\xfb")] + sound(seconds, 200.0 + number))
    change_episode(folder, duration=seconds)
    redescribe(folder, path.name)


def test_everything_that_the_feed_names_arrives(show, site):
    outcome = send(show, site)
    assert outcome.sent
    assert check_whole(site) == 3
    for upload in outcome.plan.new:
        data = site.read(upload.path)
        assert data == b"".join(upload.parts())
    assert not any(upload.path.endswith(("episode.json", ".fountain")) for upload in outcome.plan.new)
    assert outcome.plan.new[-1].path == "feed.xml"


def test_nothing_is_sent_that_is_there_unchanged(show, site):
    first = send(show, site)
    again = send(show, site)
    assert (again.plan.new, again.plan.replaced) == ((), ())
    assert paths(again.plan.kept) == paths(first.plan.new)
    change_episode(show.output / "2025-03-02-tide-1", description="Something else.")
    assert {path for path in paths(send(show, site).plan.new) if not path.endswith((".html", ".js", ".css"))} == {
        "feed.xml"
    }


def test_what_was_taken_away_at_the_target_is_sent_again(show, folder):
    send(show, folder)
    (show.folder / "www" / "cast" / "2025-03-02-tide-1" / "tide-1.mp3").unlink()
    assert paths(send(show, folder).plan.new) == {"2025-03-02-tide-1/tide-1.mp3"}
    assert check_whole(folder) == 3


def test_audio_that_was_changed_by_hand_keeps_its_address(show, site):
    send(show, site)
    before = [e.get("url") for e in ET.fromstring(site.feed()).iter("enclosure")]
    remake(show.output / "2025-03-02-tide-1", 1, 7.0)
    outcome = send(show, site)
    assert paths(outcome.plan.replaced) == {"2025-03-02-tide-1/tide-1.mp3"}
    assert [e.get("url") for e in ET.fromstring(site.feed()).iter("enclosure")] == before
    assert check_whole(site) == 3
    asides = [path for path in read_lines(show.output / ".published" / "web.jsonl") if ".aside-" in path]
    assert len(asides) == 1
    assert site.read(asides[0]) is not None, "somebody may have read the feed that led there"
    again = send(show, site)
    assert (again.plan.new, again.plan.replaced) == ((), ())
    assert site.read(asides[0]) is None


def test_a_new_cover_has_a_new_address_and_the_old_one_goes(show, folder):
    def covers():
        pictures = ET.fromstring(folder.feed()).iterfind("channel/item/itunes:image", NAMESPACES)
        return [picture.get("href").removeprefix(folder.target.address) for picture in pictures]

    send(show, folder)
    before = covers()
    episode = show.output / "2025-03-02-tide-1"
    draw_cover("Another title", "The show", episode / "cover.jpg", size=1400)
    redescribe(episode, "cover.jpg")
    send(show, folder)
    assert covers()[:-1] == before[:-1]
    assert covers()[-1] != before[-1]
    assert folder.read(covers()[-1]) == (episode / "cover.jpg").read_bytes()
    assert folder.read(before[-1]) is None


def test_a_dry_run_sends_nothing(show, site):
    outcome = send(show, site, dry_run=True)
    assert not outcome.sent
    assert "feed.xml" in paths(outcome.plan.new)
    assert outcome.plan.size > 0
    assert site.feed() is None


def test_another_machine_goes_on_where_one_stopped(show, folder):
    send(show, folder)
    shutil.rmtree(show.output / ".published")
    (show.output / "show.json").unlink()
    again = send(show, folder)
    assert again.plan.new == ()


def test_the_podcasts_guid_is_taken_from_the_feed_that_is_out(show, folder):
    send(show, folder)
    guid = store.recorded_guid(show.output)
    (show.output / "show.json").unlink()
    moved = Site(replace(folder.target, address="https://new.example/"), folder.read)
    assert send(show, moved).sent
    assert store.recorded_guid(show.output) == guid


def test_a_published_episode_is_not_dropped_without_a_word(show, site):
    send(show, site)
    shutil.rmtree(show.output / "2025-03-02-tide-1")
    refused = send(show, site)
    assert not refused.sent
    assert "feed.guid.dropped" in {finding.rule for finding in refused.findings}
    assert check_whole(site) == 3
    dry = send(show, site, drop=True, dry_run=True)
    assert "2025-03-02-tide-1/tide-1.mp3" in dry.plan.removed
    assert site.read("2025-03-02-tide-1/tide-1.mp3") is not None
    outcome = send(show, site, drop=True)
    assert outcome.sent
    assert outcome.plan.removed == dry.plan.removed
    assert check_whole(site) == 2
    assert all(path.startswith("2025-03-02-tide-1/") for path in outcome.plan.removed)
    assert {path.rpartition(".")[2] for path in outcome.plan.removed} == {"mp3", "vtt", "srt", "json", "jpg", "html"}
    assert [path for path in outcome.plan.removed if site.read(path) is not None] == []
    assert send(show, site).plan.removed == ()


def test_another_machine_removes_what_the_feed_that_is_out_leads_to(show, folder):
    send(show, folder)
    shutil.rmtree(show.output / ".published")
    shutil.rmtree(show.output / "2025-03-02-tide-1")
    gone = send(show, folder, drop=True).plan.removed
    assert "2025-03-02-tide-1/index.html" in gone
    left = [path.name for path in (show.folder / "www" / "cast").glob("2025-03-02-tide-1/*")]
    assert left == []


def test_a_feed_of_strangers_leads_to_nothing_outside(show, folder):
    send(show, folder)
    outside = show.folder / "www" / "secret.txt"
    outside.write_text("kept")
    feed = show.folder / "www" / "cast" / "feed.xml"
    text = feed.read_text("utf-8").replace("2025-03-02-tide-1/transcript.vtt", "../secret.txt")
    feed.write_text(text, "utf-8")
    shutil.rmtree(show.output / "2025-03-02-tide-1")
    assert not [path for path in send(show, folder, drop=True).plan.removed if "secret" in path]
    assert outside.read_text() == "kept"


def test_a_published_guid_is_not_changed(show, folder):
    send(show, folder)
    change_episode(show.output / "2025-03-02-tide-1", guid="another")
    for wishes in ({}, {"drop": True}):
        refused = send(show, folder, **wishes)
        assert not refused.sent
        assert "feed.guid.changed" in {finding.rule for finding in refused.findings}


def test_a_show_with_an_error_is_not_published(show, folder):
    (show.output / "2025-03-02-tide-1" / "tide-1.mp3").unlink()
    outcome = send(show, folder)
    assert not outcome.sent
    assert folder.feed() is None


def test_the_bytes_that_were_sent_are_told(show, site):
    told = []
    place = find_place("web", site.target, show.folder)
    outcome = publish(show, place, NOW, Sending(), sending=lambda done, total: told.append((done, total)))
    assert told[-1] == (outcome.plan.size, outcome.plan.size)
    assert sorted(told) == told


def test_a_bucket_gets_types_and_cache_times(show, s3):
    send(show, s3)
    for path, kind, cache in (
        ("feed.xml", "application/rss+xml", "public, max-age=300"),
        ("2025-03-02-tide-1/tide-1.mp3", "audio/mpeg", "public, max-age=3600"),
        ("2025-03-02-tide-1/chapters.json", "application/json+chapters", "public, max-age=3600"),
        ("2025-03-02-tide-1/transcript.vtt", "text/vtt", "public, max-age=3600"),
    ):
        with urllib.request.urlopen(urllib.request.Request(s3.target.address + path, method="HEAD")) as answer:
            assert answer.headers["Content-Type"] == kind
            assert answer.headers["Cache-Control"] == cache


def test_a_large_file_goes_in_parts(show, s3, monkeypatch):
    from podcaster.publish.targets import cloud

    monkeypatch.setattr(cloud, "WHOLE", 50_000)
    monkeypatch.setattr(store, "CHUNK", 20_000)
    told = []
    place = find_place("web", s3.target, show.folder)
    publish(show, place, NOW, Sending(), sending=lambda done, total: told.append(done))
    assert check_whole(s3) == 3
    assert max(after - before for before, after in pairwise(told)) <= 50_000
    assert send(show, s3).plan.new == ()


def test_a_host_that_does_not_serve_what_was_sent_keeps_its_old_feed(show, s3, s3_server):
    send(show, s3)
    before = s3.feed()
    make_episode(show.output, 9)
    wrong = Site(replace(s3.target, address=f"{s3_server}/nowhere/cast/"), s3.read)
    with pytest.raises(PublishError, match="answers 404 to HEAD; the feed was left as it was"):
        send(show, wrong)
    assert s3.feed() == before


# ---- readers and accidents -------------------------------------------------------------------------------------------


def test_a_reader_sees_only_whole_feeds(show, site, rounds):
    for other in ("2025-03-03-tide-2", "2025-03-04-tide-3"):
        shutil.rmtree(show.output / other)
    show = replace(show, site=conf.Site(pages=False))
    send(show, site)
    turns = rounds(10)
    done, torn, whole = threading.Event(), [], set()

    def read():
        while not done.is_set():
            data = site.feed()
            if data is None:
                continue  # WebDAV servers without an atomic MOVE
            try:
                ET.fromstring(data)
            except ET.ParseError:
                torn.append(data)
            whole.add(hash(data))
            time.sleep(0.002)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for turn in range(turns):
            change_episode(show.output / "2025-03-02-tide-1", description=f"Version {turn}. " * (turn % 7 + 1))
            send(show, site)
    finally:
        done.set()
        reader.join()
    assert not torn
    assert len(whole) > turns // 4


PUBLISHER = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from shows import NOW, show_settings
from podcaster.settings import Target
from podcaster.publish.run import Sending, publish
from podcaster.publish.targets import find_place, open_storage
import podcaster.publish.targets.cloud, podcaster.publish.targets.folder, podcaster.publish.targets.sftp
import mutagen.id3, filelock, PIL.JpegImagePlugin
show = show_settings(Path(sys.argv[2]))
place = find_place("web", Target(**json.loads(sys.argv[3])), show.folder)
while sys.stdin.readline():
    child = os.fork()
    if not child:
        publish(show, place, NOW, Sending())
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Publishes once a line, each time in a process of its own whose number it prints, and then how that ended."""


@pytest.fixture(params=["folder", "s3", "sftp"])
def atomic_site(request):
    return request.getfixturevalue(request.param)


def test_a_run_killed_at_any_moment_leaves_a_right_feed(show, atomic_site, rounds):
    site, kills = atomic_site, rounds(5)
    send(show, site)
    target = json.dumps(asdict(site.target))
    command = [sys.executable, "-c", PUBLISHER, str(Path(__file__).parent), str(show.folder), target]
    chance, span = random.Random(7), 0.0
    killed = turn = 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def attempt(seconds):
            process.stdin.write("go\n")
            process.stdin.flush()
            child = int(process.stdout.readline())
            begun = time.monotonic()
            if seconds is not None:
                time.sleep(seconds)
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            return process.stdout.readline().strip() == "0", time.monotonic() - begun

        while killed < kills:
            remake(show.output / f"2025-03-0{2 + turn % 3}-tide-{1 + turn % 3}", turn, 6.0 + turn % 4 * 0.5)
            ended, seconds = attempt(chance.random() * span if span else None)
            if ended:  # how long a run takes
                span = seconds
            killed += not ended
            assert check_whole(site) == 3
            turn += 1
            assert turn < 10 * kills, "nearly every run ends before it is killed"
        process.stdin.close()
    outcome = send(show, site)
    assert outcome.sent
    assert check_whole(site) == 3
    assert send(show, site).plan.new == ()


class Watching:
    """A storage that lets somebody look after every change."""

    def __init__(self, storage, look):
        self.storage, self.look, self.changes = storage, look, 0

    def put(self, *arguments):
        self.storage.put(*arguments)
        self.changes += 1
        self.look()

    def remove(self, path):
        self.storage.remove(path)
        self.look()

    def __getattr__(self, name):
        return getattr(self.storage, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.storage.__exit__(None, None, None)


def test_the_feed_and_its_archive_pages_are_right_after_every_single_change(show, folder, monkeypatch):
    from podcaster.publish import run

    www = show.folder / "www" / "cast"
    seen = []

    def look():
        for path in www.glob("feed*.xml"):
            for enclosure in ET.fromstring(path.read_bytes()).iter("enclosure"):
                address = enclosure.get("url")
                assert address.startswith("https://op3.dev/e/show.example/cast/")
                audio = www / "/".join(unquote(address).split("/")[-2:])
                assert audio.stat().st_size == int(enclosure.get("length"))
                seen.append(address)

    show = replace(show, feed=replace(show.feed, limit=1, prefixes=("https://op3.dev/e/",)))
    open_storage = run.open_storage
    monkeypatch.setattr(run, "open_storage", lambda place: Watching(open_storage(place), look))
    send(show, folder)
    for turn in (1, 2, 3):
        for number in (1, 2, 3):
            remake(show.output / f"2025-03-0{1 + number}-tide-{number}", turn, 6.0 + turn * 0.5)
        assert len(send(show, folder).plan.replaced) == 3
        make_episode(show.output, 3 + turn)
        assert send(show, folder).sent
    assert any(".aside-" in address for address in seen)
    final = {e.get("url") for path in www.glob("feed*.xml") for e in ET.fromstring(path.read_bytes()).iter("enclosure")}
    assert len(final) == 6
    assert not any(".aside-" in address for address in final)


class Failing:
    """A storage that fails at its n-th write."""

    def __init__(self, storage, after):
        self.storage, self.left = storage, after

    def put(self, *arguments):
        self.left -= 1
        if self.left < 0:
            raise PublishError("The line was cut.")
        self.storage.put(*arguments)

    def __getattr__(self, name):
        return getattr(self.storage, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.storage.__exit__(None, None, None)


def test_a_failure_at_any_write_leaves_a_right_feed_and_the_next_run_goes_on(show, folder, monkeypatch):
    from podcaster.publish import run

    send(show, folder)
    old = store.load_episode(show.output / "2025-03-03-tide-2").audio.size
    open_storage = run.open_storage
    for after in range(12):
        remake(show.output / "2025-03-03-tide-2", after, 6.0 + (after + 1) % 5 * 0.5)
        monkeypatch.setattr(run, "open_storage", lambda place, n=after: Failing(open_storage(place), n))
        with suppress(PublishError):
            send(show, folder)
        assert check_whole(folder) == 3
    monkeypatch.undo()
    send(show, folder)
    assert check_whole(folder) == 3
    assert store.load_episode(show.output / "2025-03-03-tide-2").audio.size != old
    leftovers = [path.name for path in (show.folder / "www").rglob("*") if path.name.endswith(".part")]
    assert leftovers == []


def test_two_runs_do_not_mix(show, folder):
    from podcaster.publish.journal import open_journal

    with open_journal(show.output, "web"), pytest.raises(PublishError, match="Another run is publishing to web"):
        send(show, folder)


# ---- settings and secrets --------------------------------------------------------------------------------------------


def test_targets_are_chosen_by_name(show):
    with pytest.raises(SettingsError, match="name no target"):
        choose_target(show, "")
    one = replace(show, targets={"web": conf.Target("www")})
    assert choose_target(one, "").name == "web"
    two = replace(show, targets={"web": conf.Target("www"), "nas": conf.Target("nas")})
    with pytest.raises(SettingsError, match=r"Which target\? There are: nas, web"):
        choose_target(two, "")
    with pytest.raises(SettingsError, match=r"no target wbe .* Did you mean web"):
        choose_target(two, "wbe")


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("ftp://host/x", "no kind of target"),
        ("sftp://ada:secret@host/x", "has a password in it"),
        ("s3:///x", "no host or bucket"),
    ],
)
def test_a_wrong_target_is_told(to, message, tmp_path):
    with pytest.raises(SettingsError, match=message) as caught:
        find_place("web", conf.Target(to), tmp_path)
    assert "secret" not in str(caught.value)


def test_wrong_passwords_and_users_are_told_without_the_secret(show, dav, ssh_server, monkeypatch):
    monkeypatch.setenv("PODCASTER_WEB_PASSWORD", "not sesame")
    with pytest.raises(PublishError, match="401") as caught:
        send(show, dav)
    assert "PODCASTER_WEB_PASSWORD" in caught.value.cure
    assert "not sesame" not in str(caught.value)


def test_an_unknown_server_is_not_trusted(show, sftp, tmp_path):
    (tmp_path / "empty").touch()
    stranger = replace(sftp.target, known_hosts="empty")
    with pytest.raises(PublishError, match="known_hosts"):
        send(show, Site(stranger, sftp.read))
    with pytest.raises(PublishError, match="cannot be read"):
        send(show, Site(replace(sftp.target, known_hosts="none"), sftp.read))


def test_a_server_that_is_not_there_is_told(show):
    port = free_port()
    for to in (f"sftp://ada@127.0.0.1:{port}/x", f"dav://127.0.0.1:{port}/x"):
        (show.folder / "hosts").touch()
        target = conf.Target(to, address="https://show.example/", known_hosts="hosts")
        with pytest.raises(PublishError, match=r"\[targets.web\]"):
            send(show, Site(target, None))


def test_a_bucket_that_is_not_there_is_told(show, s3):
    with pytest.raises(PublishError, match=r"\[targets.web\]") as caught:
        send(show, Site(replace(s3.target, to="s3://no-such-bucket/x"), s3.read))
    assert "testing-secret" not in str(caught.value)


def test_a_moved_show_tells_what_is_left_to_do(show, folder):
    moved = replace(show, feed=replace(show.feed, moved_to="https://new.example/feed.xml"))
    (note,) = send(moved, folder).notes
    assert note.startswith("Let https://show.example/cast/feed.xml answer 301 (moved permanently) with https://new")
    assert b"<itunes:new-feed-url>https://new.example/feed.xml</itunes:new-feed-url>" in folder.feed()


@pytest.mark.parametrize("to", ["gs://bucket/cast", "az://container/cast", "s3://bucket/cast"])
def test_every_kind_of_bucket_opens(to, tmp_path, monkeypatch):
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "account")
    place = find_place("web", conf.Target(to, anonymous=True, region="us-east-1"), tmp_path)
    with open_storage(place) as storage:
        assert storage.name == "web"


def test_secrets_are_taken_out_of_the_errors_of_services():
    message = "403 AWSAccessKeyId=AKIA123&Signature=abc%3D&x-amz-security-token: zzz done\nmore"
    assert "AKIA123" not in plain(message)
    assert "abc" not in plain(message)
    assert "zzz" not in plain(message)


def test_the_order_is_audio_first_and_the_feed_last(show, folder):
    kinds = [upload.kind for upload in send(show, folder, dry_run=True).plan.new]
    assert kinds == sorted(kinds)
    assert (kinds[0], kinds[-1]) == (FileKind.AUDIO, FileKind.FEED)


def test_a_path_from_the_users_home(show, sftp, ssh_server, monkeypatch):
    home, name = Path.home(), f".podcaster-test-{os.getpid()}"
    address = sftp.target.to.partition("127.0.0.1")[0] + f"127.0.0.1:{ssh_server[1]}/~/{name}"
    try:
        site = Site(replace(sftp.target, to=address), read_file(home / name))
        assert send(show, site).sent
        assert check_whole(site) == 3
    finally:
        shutil.rmtree(home / name, ignore_errors=True)
