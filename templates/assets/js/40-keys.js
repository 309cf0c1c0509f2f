// Keys, and the dialog that lists them; there they can be switched off.
(() => {
  "use strict";
  const settings = window.digestSettings;
  const make = window.digestMake;
  const find = selector => document.querySelector(selector);
  const turn = rel => () => find(`.pager a[rel=${rel}]`);
  let dialog;

  function seek() {
    const field = find("#site-search");
    if (field) field.focus();
    else (find("a[href$='search.html']") || find("a[href$='a-z.html']")).click();
  }

  function contents() {
    const jump = find(".jump");
    const near = jump.getClientRects().length;
    jump.open = near > 0;
    const list = near ? ".jump" : "main > .contents";
    (find(list + " [aria-current]") || find(list + " a")).focus();
  }

  // Key, what it does, whether it does so on this page, how.
  const KEYS = [
    ["/", "search", () => true, seek],
    ["t", "contents of this page", () => find(".jump"), contents],
    ["n", "next", turn("next"), () => turn("next")().click()],
    ["p", "previous", turn("prev"), () => turn("prev")().click()],
    ["?", "this help", () => true, help],
  ];

  function choice(name, words) {
    const tick = make("input", { type: "checkbox", checked: !settings.off(name) });
    tick.addEventListener("change", () => settings.turn(name, tick.checked));
    return make("p", {}, make("label", {}, tick, " " + words));
  }

  function help() {
    if (dialog) dialog.remove();
    const list = make("dl", {});
    for (const [key, words, here] of KEYS) {
      if (here()) list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, words));
    }
    list.append(make("dt", {}, make("kbd", {}, "Esc")), make("dd", {}, "close what is open"));
    dialog = make("dialog", { className: "keys" },
      make("h2", { id: "keys-name" }, "Keys and previews"), list,
      choice("keys", "Keys of one character work"),
      choice("previews", "Linked names show a preview"),
      make("button", { type: "button", autofocus: true, onclick: () => dialog.close() }, "Close"));
    dialog.setAttribute("aria-labelledby", "keys-name");
    dialog.setAttribute("closedby", "any");
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("keydown", event => {
    if (settings.off("keys") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
    const found = KEYS.find(each => each[0] === event.key);
    if (!found || !found[2]()) return;
    event.preventDefault();
    found[3]();
  });

  const foot = find(".site-foot .bar");
  if (foot) {
    foot.append(make("p", { className: "ask" },
      make("button", { type: "button", onclick: help }, "Keys and previews ", make("kbd", {}, "?"))));
  }
})();
