// What readers switched off, kept in this browser where it can be.
window.digestSettings = (() => {
  "use strict";
  const held = {};
  const root = document.documentElement;
  const settings = {
    home: new URL("..", document.currentScript.src).href,
    off(name) { return held[name]; },
    turn(name, on) {
      held[name] = !on;
      root.toggleAttribute("data-no-" + name, !on);
      try {
        if (on) localStorage.removeItem("digest-" + name);
        else localStorage.setItem("digest-" + name, "off");
      } catch (error) { /* without storage it lasts for this page */ }
    },
  };
  for (const name of ["previews", "keys"]) {
    try { if (localStorage.getItem("digest-" + name) === "off") settings.turn(name, false); } catch (error) { break; }
  }
  return settings;
})();

// An element with properties and children; texts stay texts.
window.digestMake = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
