// Previews of the entries that running text links to: text only, after half a second.
(() => {
  "use strict";
  const LINKS = "main a.entry, main .voice a, main .notes a:not(.chip)";
  const NOT = "table, nav, .backlinks, .list";
  const PLACE = /^(?:(topics|actors|summits|documents|sources)\/([a-z0-9-]+)\.html|timeline(?:\/[\w-]+)?\.html#milestone-([a-z0-9-]+))/;
  const settings = window.digestSettings;
  const make = window.digestMake;
  const hovers = matchMedia("(hover: hover)");
  const shards = Object.fromEntries((document.body.dataset.previews || "").split(" ").map(word => word.split(":")));
  const files = {};
  const waiting = {};
  let box, name, kind, text, wanted, shown, opening, closing;

  // The files with the texts call this: from the disk nothing else may be read.
  window.digestPreviews = (file, entries) => { if (waiting[file]) waiting[file](entries); };

  function load(file) {
    files[file] = files[file] || new Promise(resolve => {
      waiting[file] = resolve;
      document.head.append(make("script", {
        src: settings.home + "assets/previews/" + file + ".js",
        onerror: () => resolve({}),
      }));
    });
    return files[file];
  }

  // As digest/render/previews.py has it.
  function shard(id, count) {
    let hash = 0x811c9dc5;
    for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    return (hash >>> 0) % count;
  }

  // In which file an entry's text stands, and the entry's id.
  function place(link) {
    if (link.closest(NOT) || link.pathname === location.pathname || !link.href.startsWith(settings.home)) return null;
    const found = PLACE.exec(link.href.slice(settings.home.length));
    if (!found) return null;
    const folder = found[1] || "milestones";
    const id = found[2] || found[3];
    const count = Number(shards[folder] || 1);
    return [count > 1 ? folder + "-" + shard(id, count) : folder, id];
  }

  function hide() {
    clearTimeout(opening);
    clearTimeout(closing);
    wanted = null;
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  }

  function show(link, y, entry) {
    if (!box) {
      box = make("aside", { className: "preview" },
        make("p", {}, name = make("b", { dir: "auto" }), " ", kind = make("small", {})),
        text = make("p", { id: "preview-text" }),
        make("button", { type: "button", onclick() { settings.turn("previews", false); hide(); } }, "No more previews"));
      box.setAttribute("aria-label", "Preview");
      document.body.append(box);
    }
    hide();
    [name.textContent, kind.textContent, text.textContent] = entry;
    text.hidden = !entry[2];
    box.hidden = false;
    shown = link;
    link.setAttribute("aria-describedby", "preview-text");
    const lines = [...link.getClientRects()];
    const line = lines.find(each => y <= each.bottom) || lines[0];
    const room = document.documentElement.clientWidth - box.offsetWidth - 8;
    const height = box.offsetHeight + 8;
    const above = line.bottom + height > innerHeight && line.top > height;
    box.style.left = Math.max(8, Math.min(line.left, room)) + scrollX + "px";
    box.style.top = scrollY + (above ? line.top - height + 4 : line.bottom + 4) + "px";
  }

  // The reader is at this link (or at none); `y` says in which line of it.
  function at(link, y) {
    clearTimeout(opening);
    clearTimeout(closing);
    wanted = link;
    if (link && link === shown) return;
    if (shown) closing = setTimeout(hide, 300);
    const found = link && !settings.off("previews") && place(link);
    if (!found) return;
    const [file, id] = found;
    load(file);
    opening = setTimeout(() => load(file).then(entries => {
      if (wanted === link && Object.hasOwn(entries, id)) show(link, y, entries[id]);
    }), 500);
  }

  function look(event, y) {
    const inside = box && box.contains(event.target);
    at(inside ? shown : event.target.closest(LINKS), y);
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "touch" && hovers.matches) look(event, event.clientY);
  });
  document.documentElement.addEventListener("pointerleave", () => at(null));
  document.addEventListener("focusin", event => {
    if (hovers.matches && event.target.matches(":focus-visible")) look(event, 0);
  });
  document.addEventListener("focusout", event => { if (event.target === wanted) at(null); });
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
})();
