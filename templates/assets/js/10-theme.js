// Adds a choice of light or dark; everything else works without script.
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "digest-theme";
  var stored = null;
  try { stored = localStorage.getItem(key); } catch (error) { stored = null; }
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  document.addEventListener("DOMContentLoaded", function () {
    var bar = document.querySelector(".site-head .bar");
    if (!bar) return;
    var label = document.createElement("label");
    label.className = "theme";
    label.textContent = "Colours ";
    var select = document.createElement("select");
    [["", "Auto"], ["light", "Light"], ["dark", "Dark"]].forEach(function (choice) {
      var option = document.createElement("option");
      option.value = choice[0];
      option.textContent = choice[1];
      option.selected = (root.dataset.theme || "") === choice[0];
      select.appendChild(option);
    });
    select.addEventListener("change", function () {
      if (select.value) root.dataset.theme = select.value;
      else delete root.dataset.theme;
      try {
        if (select.value) localStorage.setItem(key, select.value);
        else localStorage.removeItem(key);
      } catch (error) { /* without storage the choice lasts for this page */ }
    });
    label.appendChild(select);
    bar.appendChild(label);
  });

  // Folded lists are printed open where the browser cannot do so by style alone.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (fold) {
      fold.dataset.folded = "";
      fold.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-folded]").forEach(function (fold) {
      delete fold.dataset.folded;
      fold.open = false;
    });
  });
})();
