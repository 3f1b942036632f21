// Sends a file in pieces that survive a broken line, a reload, an ended session and a restarted server. Nothing is kept on
// this device: which uploads are unfinished, the page says. Without scripts the plain form below does the same, in one piece.
(() => {
  const PIECE = 8 * 1024 * 1024;
  const AGAIN = [0, 1000, 3000, 5000, 10000, 20000, 30000];

  const follow = (form) => {
    const input = form.elements.file;
    const { begin, reading, sending, paused, away, tooLarge, pause: pauseWords, goOn } = form.dataset;
    const most = Number(form.dataset.most);
    const line = form.querySelector("[data-progress]");
    const bar = line.querySelector("progress");
    const words = line.querySelector("output");
    const button = line.querySelector("button");
    let upload = null;
    let running = false;
    let receipt = "";

    // A form may hold its token twice; `form.elements` would then give a list, which has no value.
    const token = () => form.querySelector("[name=csrfmiddlewaretoken]");

    const say = (text) => {
      words.textContent = text;
    };

    const show = (sent, total) => {
      bar.max = total;
      bar.value = sent;
      const share = Math.floor((100 * sent) / total);
      say(sending.replace("{share}", share).replace("{sent}", size(sent)).replace("{total}", size(total)));
    };

    const size = (bytes) => `${(bytes / 1048576).toFixed(1)} MB`;

    const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

    // Which file this is, worked out of all of it, a piece at a time. Two files of one name and one size have two. The server
    // works out the same when every byte is there, and refuses what is not this file.
    const fingerprintOf = async (file) => {
      const { subtle } = window.crypto;
      if (!subtle) return "";
      const digests = [];
      for (let at = 0; at < file.size; at += PIECE) {
        say(reading.replace("{share}", Math.floor((100 * at) / file.size)));
        digests.push(await subtle.digest("SHA-256", await file.slice(at, at + PIECE).arrayBuffer()));
      }
      return hex(await subtle.digest("SHA-256", await new Blob(digests).arrayBuffer()));
    };

    const known = (file, fingerprint) =>
      [...document.querySelectorAll("[data-unfinished]")].find(
        (one) => fingerprint && one.dataset.fingerprint === fingerprint && Number(one.dataset.size) === file.size,
      );

    // After signing in again the form's own token is an old one: the page has a new one.
    const renew = async () => {
      const page = await fetch(window.location.href, { redirect: "error" });
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
      token().value = fresh.querySelector("[name=csrfmiddlewaretoken]").value;
    };

    const stop = (text) => {
      running = false;
      button.textContent = goOn;
      say(text);
    };

    const start = async (file) => {
      running = true;
      line.hidden = false;
      button.hidden = true;
      let fingerprint = "";
      try {
        fingerprint = await fingerprintOf(file);
      } catch {
        // a file that cannot be read now cannot be sent either; the upload says so
      }
      button.hidden = false;
      const shows = [...form.querySelectorAll("[name=shows]:checked")].map((box) => box.value).join(",");
      upload = new window.tus.Upload(file, {
        endpoint: begin,
        uploadUrl: known(file, fingerprint)?.dataset.unfinished,
        chunkSize: PIECE,
        retryDelays: AGAIN,
        storeFingerprintForResuming: false,
        removeFingerprintOnSuccess: true,
        metadata: { filename: file.name, shows, fingerprint },
        onBeforeRequest: (request) => request.setHeader("X-CSRFToken", token().value),
        onAfterResponse: (request, response) => {
          receipt = response.getHeader("Upload-Receipt") || receipt;
        },
        onShouldRetry: (problem) => {
          const status = problem.originalResponse ? problem.originalResponse.getStatus() : 0;
          return ![403, 404, 413, 415, 460, 507].includes(status);
        },
        onProgress: show,
        onError: (problem) => {
          const said = problem.originalResponse ? problem.originalResponse.getBody() : "";
          const ours = said && said.length < 300 && !said.includes("<");
          stop(ours ? said : away);
        },
        onSuccess: () => {
          if (receipt) window.location.assign(receipt);
          else stop(away);
        },
      });
      button.textContent = pauseWords;
      upload.start();
    };

    form.addEventListener("submit", (event) => {
      const file = input.files[0];
      if (!file || running) return;
      event.preventDefault();
      if (file.size > most) {
        line.hidden = false;
        say(tooLarge);
        return;
      }
      start(file);
    });

    button.addEventListener("click", async () => {
      if (running) {
        await upload.abort();
        stop(paused);
        return;
      }
      try {
        await renew();
      } catch {
        stop(away);
        return;
      }
      running = true;
      button.textContent = pauseWords;
      upload.start();
    });

    window.addEventListener("beforeunload", (event) => {
      if (running && !receipt) event.preventDefault();
    });
  };

  if (window.tus && window.tus.isSupported) document.querySelectorAll("form[data-begin]").forEach(follow);
})();
