// Keeps what is typed: two seconds after the last key it goes to the server, sealed, under the person's name. While the
// server cannot be reached the words wait in this tab, and nowhere else; the next page that loads hands them over.
(() => {
  const PAUSE = 2000;
  const AGAIN = [3000, 6000, 12000, 30000];
  const WAITING = "typed ";

  const send = async (url, words) => {
    const answer = await fetch(url, { method: "POST", body: words, redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const follow = (line) => {
    const form = line.closest("form");
    const waiting = WAITING + form.elements.sheet.value;
    let timer = 0;
    let failures = 0;
    let dirty = false;
    let sent = false;

    const say = (words, link) => {
      line.textContent = words;
      if (!link) return;
      const way = document.createElement("a");
      way.href = link;
      way.textContent = line.dataset.signIn;
      line.append(" ", way);
    };

    const words = () => {
      const typed = new FormData(form);
      typed.delete("csrfmiddlewaretoken");
      for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
      return typed;
    };

    const waitInTab = () => {
      const { keep: url } = line.dataset;
      window.sessionStorage.setItem(waiting, JSON.stringify({ url, place: window.location.pathname, typed: [...words()] }));
    };

    const clock = () =>
      new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });

    const keep = async () => {
      window.clearTimeout(timer);
      dirty = false;
      try {
        const { kept, sign_in: signIn } = await send(line.dataset.keep, words());
        if (sent) return;
        failures = 0;
        window.sessionStorage.removeItem(waiting);
        if (!kept) say(line.dataset.full);
        else if (signIn) say(line.dataset.signedOut, signIn);
        else say(`${line.dataset.saved} ${clock()}`);
      } catch {
        if (sent) return;
        say(line.dataset.offline);
        waitInTab();
        timer = window.setTimeout(keep, AGAIN[Math.min(failures++, AGAIN.length - 1)]);
      }
    };

    form.addEventListener("input", () => {
      dirty = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault(); // the second of two clicks
      else waitInTab(); // should nobody answer, the words are still here
      sent = true;
      window.clearTimeout(timer);
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) sent = false;
    });
    window.addEventListener("online", () => failures && keep());

    // The server read this form and says what has to be mended. That stays on the page; the words are kept meanwhile.
    if (line.dataset.answered) {
      window.sessionStorage.removeItem(WAITING + line.dataset.answered);
      keep();
    }
    window.addEventListener("pagehide", () => {
      if (dirty && !sent) navigator.sendBeacon(line.dataset.keep, words());
    });
  };

  // A page has loaded, so the server is back: what waited goes there, and leaves this tab.
  const handOver = async (waiting) => {
    const { url, place, typed } = JSON.parse(window.sessionStorage.getItem(waiting));
    const words = new FormData();
    for (const [name, value] of typed) words.append(name, value);
    const { kept, number } = await send(url, words).catch(() => ({ kept: null }));
    if (kept === null) return;
    window.sessionStorage.removeItem(waiting);
    if (kept && place === window.location.pathname) window.location.replace(`${place}?kept=${number}`);
  };

  document.querySelectorAll("[data-keep]").forEach(follow);
  Object.keys(window.sessionStorage)
    .filter((name) => name.startsWith(WAITING))
    .forEach(handOver);
})();
