// Keeps a page of the preview up to date, and lays the faults of the sources over it.
(function () {
  "use strict";
  var own = document.currentScript.dataset;
  var stream = null, leaving = false;
  var host = null, shown = "", dismissed = "";
  var MOST = 50;

  var STYLE = [
    "dialog { box-sizing: border-box; width: min(56rem, 100vw - 2rem); max-height: calc(100vh - 2rem); padding: 0; overflow: auto; border: 2px solid; border-radius: 4px; background: var(--paper, Canvas); color: var(--ink, CanvasText); font: 16px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }",
    "dialog::backdrop { background: rgb(0 0 0 / .45); }",
    "header { position: sticky; top: 0; display: flex; gap: 1rem; align-items: start; justify-content: space-between; padding: .75rem 1rem; border-bottom: 1px solid; background: inherit; }",
    "h2 { margin: 0; font-size: 1.15em; line-height: 1.3; }",
    "button { flex: none; min-height: 2rem; padding: .2rem .75rem; border: 1px solid; border-radius: 3px; background: transparent; color: inherit; font: inherit; cursor: pointer; }",
    "button:focus-visible { outline: 2px solid; outline-offset: 2px; }",
    "ol { margin: 0; padding: 0 1rem; list-style: none; }",
    "li { padding: .75rem 0; }",
    "li + li { border-top: 1px solid var(--rule, GrayText); }",
    "p { margin: 0 0 .25rem; }",
    "p.last { margin: 0; padding: .75rem 1rem; border-top: 1px solid; font-size: .875em; }",
    "code { font: .875em/1.4 ui-monospace, monospace; }",
    ".where { font-weight: 600; }",
    "@media print { dialog { display: none; } }"
  ].join("\n");

  function add(parent, name, text, kind) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    parent.appendChild(made);
    return made;
  }

  function place(fault) {
    var numbers = fault.line ? [fault.line, fault.column].filter(Boolean) : [];
    return [fault.file].concat(numbers).filter(Boolean).join(":");
  }

  function entry(list, fault) {
    var item = add(list, "li");
    var where = add(item, "p");
    add(where, "code", place(fault), "where");
    if (fault.path) {
      where.append(" ");
      add(where, "code", fault.path);
    }
    if (fault.severity === "warning") where.append(" (warning)");
    add(item, "p", fault.message, "message").dir = "auto";
    if (fault.hint) add(item, "p", "Hint: " + fault.hint, "hint").dir = "auto";
  }

  function heading(faults) {
    var errors = faults.filter(function (fault) { return fault.severity === "error"; }).length;
    return (errors === 1 ? "A fault" : errors + " faults") +
      (own.none === undefined ? ": this page is as it was before" : ": there is no site yet");
  }

  function show(faults) {
    var mine = host = document.createElement("div");
    host.id = "preview-faults";
    var root = host.attachShadow({ mode: "open" });
    var style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    var box = add(root, "dialog");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-labelledby", "heading");
    var head = add(box, "header");
    add(head, "h2", heading(faults)).id = "heading";
    var button = add(head, "button", "Close (Esc)");
    button.type = "button";
    button.addEventListener("click", function () { box.close(); });
    var list = add(box, "ol");
    list.tabIndex = 0;
    list.setAttribute("aria-label", "Faults");
    faults.slice(0, MOST).forEach(function (fault) { entry(list, fault); });
    var more = faults.length - MOST;
    add(box, "p", (more > 0 ? more + " more are on the terminal. " : "") +
      "This goes when all is mended.", "last");
    box.addEventListener("close", function () {
      if (host !== mine) return;
      dismissed = shown;
      hide();
    });
    document.body.appendChild(host);
    box.showModal();
  }

  function hide() {
    if (!host) return;
    var box = host.shadowRoot.querySelector("dialog");
    var gone = host;
    host = null;
    if (box.open) box.close();  // gives the focus back
    gone.remove();
  }

  function above(path) {
    var steps = path.split("/");
    var last = steps.pop();
    if (last === "" || last === "index.html") steps.pop();
    return (steps.length ? steps : [""]).concat("index.html").join("/");
  }

  // The page may be gone: then the nearest list above it, at last the home page.
  async function renew() {
    if (leaving) return;
    leaving = true;
    var path = location.pathname;
    try {
      while (own.missing === undefined && path !== "/index.html") {
        var answer = await fetch(path, { method: "HEAD", cache: "no-store" });
        if (answer.status !== 404) break;
        path = above(path);
      }
    } catch (error) {
      leaving = false;  // the preview is gone; when it is back, it says so
      return;
    }
    if (path === location.pathname) location.reload();
    else location.replace(path);
  }

  function hear(event) {
    var state = JSON.parse(event.data);
    if (state.build !== own.build) {
      renew();
      return;
    }
    var told = state.faults.length ? JSON.stringify(state.faults) : "";
    if (told === shown) return;
    hide();
    shown = told;
    if (!told) dismissed = "";
    if (told && told !== dismissed) show(state.faults);
  }

  function connect() {
    if (stream || document.hidden) return;
    stream = new EventSource("/-/events");
    stream.addEventListener("message", hear);
    stream.addEventListener("error", function () {
      if (stream && stream.readyState === EventSource.CLOSED) {  // else it tries again by itself
        disconnect();
        setTimeout(connect, 1000);
      }
    });
  }

  function disconnect() {
    if (stream) stream.close();
    stream = null;
  }

  // Browsers open six connections to a host at most: pages that nobody sees must not hold them.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) disconnect();
    else connect();
  });
  connect();
})();
