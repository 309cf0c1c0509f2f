// Beside everything with `data-copy` a button that copies it; the value says what it is.
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var items = document.querySelectorAll("[data-copy]");
  if (!items.length) return;
  var said = document.createElement("span");
  said.className = "vh";
  said.setAttribute("role", "status");

  // Without a secure context there is no clipboard.
  function select(button, text) {
    var area = document.createElement("textarea");
    area.className = "vh";
    area.value = text;
    button.after(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done;
  }

  items.forEach(function (item) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.dataset.word = "copy";
    button.setAttribute("aria-label", "copy " + item.dataset.copy);
    button.addEventListener("click", function () {
      var text = item.href || item.textContent;
      function tell(done) {
        button.focus();
        said.textContent = "";
        button.dataset.word = done ? "copied" : "not copied";
        setTimeout(function () { said.textContent = button.dataset.word; }, 50);
        setTimeout(function () { button.dataset.word = "copy"; }, 2000);
      }
      function other() { tell(select(button, text)); }
      var board = navigator.clipboard;
      if (board) board.writeText(text).then(tell.bind(null, true), other);
      else other();
    });
    if (item.tagName === "PRE") item.before(button);
    else item.after(" ", button);
  });
  document.querySelector("main").appendChild(said);
});
