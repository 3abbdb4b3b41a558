// Keeps a page current that `timeline browse --watch` serves. It is in no other page.
(() => {
  const own = { ...document.currentScript?.dataset };
  const notice = document.createElement("div");
  const text = document.createElement("pre");
  notice.setAttribute("role", "alert");
  notice.append(text);
  notice.hidden = true;
  notice.tabIndex = 0; // a long text is scrolled with keys
  // A stylesheet would need an entry in the policy; properties that a script sets do not.
  Object.assign(notice.style, {
    position: "fixed",
    insetInline: "0",
    insetBlockEnd: "0",
    zIndex: "2147483647",
    maxBlockSize: "50vh",
    overflow: "auto",
    padding: "12px 16px",
    background: "#fff1c9",
    color: "#1b1d21",
    borderBlockStart: "3px solid #a8401a",
  });
  Object.assign(text.style, { margin: "0", font: "13px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap" });

  /** @param {string} message what to say; nothing to hide the notice */
  const say = (message) => {
    text.textContent = message;
    notice.hidden = !message;
    document.body.append(notice); // also when the page has drawn itself anew
  };

  /** @type {EventSource | undefined} */
  let states;
  const listen = () => {
    states?.close();
    states = undefined;
    // A browser has six connections to a server, for all tabs together: those that nobody sees leave theirs to others.
    if (document.hidden) return;
    states = new EventSource("state");
    states.onmessage = (event) => {
      /** @type {{seal: string, version: string, problem: string}} */
      const state = JSON.parse(event.data);
      if (state.seal !== own.seal) {
        states?.close(); // another program has the port now
      } else if (state.version === own.version) {
        say(state.problem);
      } else {
        states?.close();
        location.reload();
      }
    };
    states.onerror = () => say("timeline browse --watch has ended. The page stays as it is.");
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
