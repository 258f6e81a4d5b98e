"""The studio and what comes from outside it: a listener's findings, a dropped recording, readers over TLS."""

from __future__ import annotations

import base64
import json

import httpx
import pytest

from tests.dovecot import make_certificate
from tests.studios import Studio, keys, load, tab, text_of, until, write_sound

pytest.importorskip("starlette", reason="starlette is not installed")

DROP = """
const [selector, name, data] = arguments;
const given = new DataTransfer();
given.items.add(new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], name, { type: 'audio/wav' }));
const element = document.querySelector(selector);
const over = new DragEvent('dragover', { dataTransfer: given, bubbles: true, cancelable: true });
if (element.dispatchEvent(over)) throw new Error('nothing may be dropped here');
element.dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }));
"""
"""What a browser does when a file is dropped: only a place that takes the event keeps it from being opened instead."""


def quoted(studio):
    return next(line for line in studio.state()["lines"] if line["quoted"] and line["role"] == "Tom Berg")


def test_what_a_listener_misheard_is_asked_and_settled_by_keys(studio, browser):
    line = quoted(studio)
    words = "It is heard otherwise: “I have asked for honey”."
    found = [{"line": line["i"], "role": line["role"], "text": line["text"], "start": 1.0, "sentence": words}]
    (studio.folder / "findings.json").write_text(json.dumps(found), "utf-8")
    studio.kill()
    studio.start()
    load(browser, studio.address)
    decisions = studio.state()["decisions"]
    for _ in range([each["kind"] for each in decisions].index("heard")):
        keys(browser, "j")
    until(lambda: "Is this heard as it should be?" in text_of(browser))
    assert words in text_of(browser)
    keys(browser, "1")
    until(lambda: len(studio.state()["decisions"]) == len(decisions) - 1)
    assert f"Line {line['i'] + 1} is heard as it should be." in [each["what"] for each in studio.state()["history"]]
    keys(browser, "u")
    until(lambda: len(studio.state()["decisions"]) == len(decisions))


def test_a_recording_that_is_dropped_on_a_quote_speaks_it(studio, browser, tmp_path):
    from selenium.webdriver.common.keys import Keys

    line = quoted(studio)
    data = base64.b64encode(write_sound(tmp_path / "berg.wav").read_bytes()).decode()
    tab(browser, "script")
    place = f'.line[data-line="{line["i"]}"]'
    until(lambda: browser.execute_script("return document.querySelector(arguments[0])", place))
    browser.execute_script(DROP, place, "berg.wav", data)
    until(lambda: browser.execute_script("return document.activeElement.name === 'credit'"))
    keys(browser, "Radio Wexcombe", Keys.ENTER)
    until(lambda: studio.state()["lines"][line["i"]]["bite"])
    until(lambda: "recorded sound" in text_of(browser, place))
    assert "Radio Wexcombe" in (studio.folder / "script.fountain").read_text("utf-8")


def test_whoever_has_the_certificate_is_served_over_tls_and_nobody_in_the_clear(studio, tmp_path, monkeypatch):
    make_certificate(tmp_path)
    own, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    monkeypatch.setenv("SSL_CERT_FILE", str(own))  # which httpx trusts
    served = Studio(studio.show, studio.folder.name, "--certificate", str(own), "--key", str(key))
    try:
        assert served.base.startswith("https://")
        assert served.state()["lines"]
        with httpx.Client(base_url=served.base) as visitor:
            flags = visitor.get(f"/?token={served.token}").headers["set-cookie"].lower()
        assert "; secure" in flags
        with pytest.raises(httpx.TransportError):
            httpx.get(served.base.replace("https://", "http://"))
    finally:
        served.close()


def test_half_a_request_is_refused_in_a_sentence(studio):
    for method, path in (
        ("POST", "bite?line=1"),
        ("GET", "mix"),
        ("GET", "mix.wav?from=x"),
        ("GET", "audition.wav?role=a"),
    ):
        answer = studio.client.request(method, f"/api/{path}", content=b"RIFF" if method == "POST" else None)
        assert answer.status_code == 400
        assert answer.json()["error"] == "This is no request of the studio's page."


def test_values_that_no_operation_takes_are_refused_in_the_programs_words(studio):
    understood = "The page and the studio do not understand each other. Reload the page."
    for name, values in (
        ("gender", {"role": "Tom Berg", "gender": "x"}),
        ("assign", {"line": 1, "name": "Tom Berg", "gender": "x"}),
        ("take", {"collision": "x", "side": "mine"}),
        ("cut", {"line": "x"}),
    ):
        answer = studio.do(name, **values)
        assert (answer.status_code, answer.json()["error"]) == (400, understood), name
    refused = studio.do("sound_settings", values={"sentence": "x"}).json()["error"]
    assert refused == "sentence is no number. Give a number from 0 to 60."
    refused = studio.do("pronounce", word="Lind", said="/zzz", scope="episode").json()["error"]
    assert refused.startswith("“/zzz” does not stand between two slashes. Write phonemes as /zzz/")
