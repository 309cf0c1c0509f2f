// Marks where on a long page the reader is, and keeps its contents at hand.
(() => {
  "use strict";
  const nav = document.querySelector("main > .contents");
  if (!nav) return;
  const make = window.digestMake;
  const list = nav.querySelector("ul");
  const here = make("b", {});
  const label = nav.getAttribute("aria-label");
  const jump = make("details", { className: "jump", hidden: true }, make("summary", {}, label, here), list.cloneNode(true));
  const places = [...list.querySelectorAll("a")]
    .map(link => ({ link, target: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(place => place.target);
  let now = null;
  let asked = 0;
  nav.append(jump);

  // The place that was asked for, else the last one above a line; the end of the page is all above.
  function current() {
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const line = end ? innerHeight : Math.max(96, innerHeight * 0.3);
    let found = null;
    let best = -Infinity;
    for (const place of places) {
      const { top } = place.target.getBoundingClientRect();
      if (top >= 0 && top <= line && place.link.hash === location.hash) return place;
      if (top <= line && top >= best) [found, best] = [place, top];
    }
    return found;
  }

  function update() {
    asked = 0;
    jump.hidden = list.getBoundingClientRect().bottom > 0;
    if (jump.hidden) jump.open = false;
    const place = current();
    if (place === now) return;
    now = place;
    for (const link of nav.querySelectorAll("a")) {
      if (place && link.hash === place.link.hash) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    if (place && nav.scrollHeight > nav.clientHeight) nav.scrollTop = place.link.offsetTop - nav.clientHeight / 2;
    here.textContent = place ? ": " + place.link.textContent : "";
  }

  function ask() { asked = asked || requestAnimationFrame(update); }

  function shut(event) { if (!jump.contains(event.target)) jump.open = false; }

  for (const kind of ["scroll", "resize", "hashchange"]) addEventListener(kind, ask, { passive: true });
  for (const kind of ["pointerdown", "focusin"]) document.addEventListener(kind, shut);
  jump.addEventListener("click", event => { if (event.target.closest("a")) jump.open = false; });
  jump.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !jump.open) return;
    jump.open = false;
    jump.firstChild.focus();
  });
  update();
})();
