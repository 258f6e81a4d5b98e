// The player of an episode's page: its transcript and chapters follow the sound, and a click on a line goes there.
"use strict";
(() => {
  const audio = document.getElementById("audio");
  if (!audio) return;
  const player = audio.closest(".player");
  const byId = (id) => document.getElementById(id);
  const [play, seek, now, all, chapterName, speed, follow] =
    ["play", "seek", "now", "all", "chapter", "speed", "follow"].map(byId);
  const cues = [...document.querySelectorAll(".cue")];
  const starts = cues.map((cue) => Number(cue.dataset.start));
  const chapters = [...document.querySelectorAll(".chapter")];
  const chapterStarts = chapters.map((chapter) => Number(chapter.dataset.start));
  const SPEEDS = [1, 1.25, 1.5, 2, 0.75];
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let cue = null, chapter = null, touched = 0;

  audio.controls = false;
  audio.hidden = true;
  player.querySelector(".controls").hidden = false;
  if (follow) follow.parentElement.hidden = cues.length === 0;

  const clock = (seconds) => {
    const total = Math.max(0, Math.floor(seconds));
    const parts = [Math.floor(total / 60) % 60, total % 60];
    const hours = Math.floor(total / 3600);
    const text = parts.map((part, index) => String(part).padStart(index || hours ? 2 : 1, "0")).join(":");
    return hours ? `${hours}:${text}` : text;
  };

  // The last start that is not after a time: cues are in order.
  const lastBefore = (list, time) => {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= time + 0.01) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  const mark = (before, after) => {
    if (before === after) return after;
    if (before) before.removeAttribute("aria-current");
    if (after) after.setAttribute("aria-current", "true");
    return after;
  };

  const show = () => {
    const time = audio.currentTime;
    now.textContent = clock(time);
    seek.value = time;
    seek.setAttribute("aria-valuetext", player.dataset.position.replace("{now}", clock(time)).replace("{all}", clock(length())));
    const index = lastBefore(starts, time);
    const next = index >= 0 && time < Number(cues[index].dataset.end) + 1.5 ? cues[index] : null;
    const moved = next !== cue;
    cue = mark(cue, next);
    if (moved && cue && follow.checked && !audio.paused && Date.now() - touched > 4000) {
      cue.scrollIntoView({block: "center", behavior: still.matches ? "auto" : "smooth"});
    }
    const part = chapters[lastBefore(chapterStarts, time)] || null;
    if (part !== chapter) chapterName.textContent = part ? part.lastElementChild.textContent : "";
    chapter = mark(chapter, part);
  };

  const length = () => (Number.isFinite(audio.duration) ? audio.duration : Number(seek.max));
  const goTo = (time) => { audio.currentTime = Math.min(Math.max(0, time), length()); show(); };
  const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());
  const frame = () => { show(); if (!audio.paused) requestAnimationFrame(frame); };

  const fromHash = () => {
    const match = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
    if (match) goTo(Number(match[1]));
  };

  // Whether single letters do something: some people's speech input types them (WCAG 2.2, 2.1.4). It is remembered.
  const letters = byId("letters"), LETTERS = "podcaster.letters";
  if (letters) {
    try { letters.checked = localStorage.getItem(LETTERS) !== "off"; } catch { /* pages of a folder on disk */ }
    letters.addEventListener("change", () => {
      try { localStorage.setItem(LETTERS, letters.checked ? "on" : "off"); } catch { /* as above */ }
    });
  }
  const STEPS = {ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30};
  seek.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    goTo(audio.currentTime + step);
  });

  play.addEventListener("click", toggle);
  byId("back").addEventListener("click", () => goTo(audio.currentTime - 15));
  byId("forward").addEventListener("click", () => goTo(audio.currentTime + 30));
  seek.addEventListener("input", () => goTo(Number(seek.value)));
  speed.addEventListener("click", () => {
    const rate = SPEEDS[(SPEEDS.indexOf(audio.playbackRate) + 1) % SPEEDS.length];
    audio.playbackRate = rate;
    speed.firstElementChild.textContent = `${rate}×`;
    speed.setAttribute("aria-label", player.dataset.speed.replace("{rate}", rate));
  });
  for (const link of [...cues, ...chapters]) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", link.getAttribute("href"));
      goTo(Number(link.dataset.start));
      if (audio.paused) toggle();
    });
  }
  for (const kind of ["wheel", "touchmove"]) {
    window.addEventListener(kind, () => { touched = Date.now(); }, {passive: true});
  }
  audio.addEventListener("loadedmetadata", () => { seek.max = length(); all.textContent = clock(length()); fromHash(); show(); });
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("play", () => { player.classList.add("playing"); play.setAttribute("aria-label", player.dataset.pause); frame(); });
  audio.addEventListener("pause", () => { player.classList.remove("playing"); play.setAttribute("aria-label", player.dataset.play); show(); });
  window.addEventListener("hashchange", fromHash);

  // Space and the arrows, as video sites have them, wherever no other control has the focus.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("button, input, select, textarea, summary, pre")) return;
    const keys = {
      " ": event.target.closest("a") ? null : toggle,
      ArrowLeft: () => goTo(audio.currentTime - 5), ArrowRight: () => goTo(audio.currentTime + 5),
    };
    const singles = {k: toggle, j: () => goTo(audio.currentTime - 15), l: () => goTo(audio.currentTime + 30)};
    const action = keys[event.key] || (letters && letters.checked ? singles[event.key.toLowerCase()] : null);
    if (action) { event.preventDefault(); action(); }
  });

  if ("mediaSession" in navigator) {
    const {title, show: album, picture} = player.dataset;
    navigator.mediaSession.metadata = new MediaMetadata({title, album, artwork: [{src: new URL(picture, document.baseURI).href}]});
    navigator.mediaSession.setActionHandler("seekbackward", () => goTo(audio.currentTime - 15));
    navigator.mediaSession.setActionHandler("seekforward", () => goTo(audio.currentTime + 30));
  }
  if (audio.readyState >= 1) audio.dispatchEvent(new Event("loadedmetadata"));
})();
