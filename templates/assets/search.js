// The search page.  On a web server it searches the index that Pagefind made; where that cannot be
// read (a page opened from a folder, a site without an index) it searches the names alone.
(function () {
  "use strict";
  var place = document.getElementById("search");
  var template = document.getElementById("search-form");
  var without = document.getElementById("search-none");
  if (!place || !template) return;

  var STEP = 10;      // results shown at a time
  var WHOLE = 70;     // words up to which a stance is shown as a whole
  var PAUSE = 250;    // milliseconds without a key before a search begins
  var title = document.title;
  var parts = document.importNode(template.content, true);
  var form = parts.querySelector("form");
  var input = form.elements.q;
  var facets = form.querySelector("details");
  var status = parts.querySelector("[role=status]");
  var list = parts.querySelector("ol");
  var more = parts.querySelector(".more");
  // How much the words of each field count; what is only shown counts nothing.
  var WEIGHTS = {
    names: 5, about: 2, exact: 1, source: 1, note: 0.5,
    title: 0, kind: 0, lang: 0, url: 0, source_url: 0
  };
  parts.querySelectorAll("fieldset input").forEach(function (box) {
    box.name = box.closest("fieldset").dataset.facet;
  });
  var find = null;    // takes words; gives a promise of { hits, words } to show
  var hits = [];      // functions that give a promise of an element each
  var turn = 0;       // which search is the latest
  var timer = 0;
  var settled = true; // whether the next change of the words is a step of its own in the history

  function make(name, text, style) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (style) element.className = style;
    return element;
  }

  function link(address, text, language) {
    var element = make("a", text);
    element.href = address;
    element.dir = "auto";   // no name turns the direction of what stands beside it
    if (language) element.lang = language;
    return element;
  }

  function plural(count, noun) {
    return count + " " + noun + (count === 1 ? "" : "s");
  }

  // The address of the page says what is searched; the form shows it.
  function written() {
    var given = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (value.trim()) given.append(name, value.trim());
    });
    return given;
  }

  function read() {
    var given = new URLSearchParams(location.search);
    input.value = given.get("q") || "";
    form.querySelectorAll("[data-facet]").forEach(function (part) {
      var wanted = given.getAll(part.dataset.facet);
      if (part.tagName === "SELECT") part.value = wanted[0] || "";
      part.querySelectorAll("input").forEach(function (box) {
        box.checked = wanted.indexOf(box.value) >= 0;
      });
    });
  }

  function note(replace) {
    var query = written().toString();
    if (query === new URLSearchParams(location.search).toString()) return;
    var address = location.pathname + (query ? "?" + query : "");
    history[replace ? "replaceState" : "pushState"](null, "", address);
  }

  function run() {
    var now = ++turn;
    document.title = (input.value.trim() ? input.value.trim() + " – " : "") + title;
    find(input.value.trim()).then(function (found) {
      return made(found.hits, 0).then(function (items) {
        if (now !== turn) return;
        hits = found.hits;
        list.textContent = "";
        add(items);
        status.textContent = found.words;
      });
    }).catch(function () {
      if (now === turn) status.textContent = "The search index could not be read.";
    });
  }

  function made(from, shown) {
    return Promise.all(from.slice(shown, shown + STEP).map(function (hit) { return hit(); }));
  }

  function add(items) {
    items.forEach(function (item) { list.appendChild(item); });
    more.hidden = list.childElementCount >= hits.length;
  }

  // Search in the index.

  function inIndex(pagefind, values) {
    var names = {};   // facet → id → how the index writes it, "id name"; " position" → its chip
    Object.keys(values).forEach(function (name) {
      names[name] = {};
      Object.keys(values[name]).forEach(function (value) {
        names[name][value.split(" ", 1)[0]] = value;
      });
    });
    offer(values);
    parts.querySelectorAll(".chip").forEach(function (chip) {
      names[" " + chip.closest("label").firstElementChild.value] = chip;
    });

    return function (asked) {
      var chosen = {}, words = asked.replace(/[“”„«»]/g, '"');
      written().forEach(function (id, name) {
        var value = names[name] && names[name][id];
        if (value) (chosen[name] = chosen[name] || { any: [] }).any.push(value);
      });
      var used = Object.keys(chosen);
      function search(other, apart) {
        var filters = {}, wanted = other || words || null;
        used.forEach(function (name) { if (name !== apart) filters[name] = chosen[name]; });
        return pagefind.search(wanted, wanted ? { filters: filters }
          : { filters: filters, sort: { order: "asc" } });
      }
      // What else a facet offers is counted without its own choice.
      return Promise.all([search(), named(words, search)].concat(used.map(function (name) {
        return search(null, name);
      }))).then(function (all) {
        var results = words || used.length ? all[0].results : [];
        var ids = all[1].map(function (result) { return result.id; });
        function isFirst(result) { return ids.indexOf(result.id) >= 0; }
        results = results.filter(isFirst).concat(results.filter(function (result) {
          return !isFirst(result);
        }));
        count(function (name) {
          var place = used.indexOf(name);
          return all[place < 0 ? 0 : place + 2].filters[name] || {};
        }, names);
        return {
          hits: results.map(function (result) {
            return function () {
              return result.data().then(function (data) { return item(data, names); });
            };
          }),
          words: words || used.length
            ? plural(results.length, "result") + (words ? " for “" + asked + "”" : "") +
              (used.length ? ", narrowed down" : "") +
              (results.length ? "" : ". Try fewer words, or the beginning of one.")
            : all[0].results.length + " stances, entries and other pages can be searched."
        };
      });
    };
  }

  // What bears just this name: the index has each name as one word.
  function named(words, search) {
    var name = words.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    if (!name) return [];
    name = "qx" + name + "qx";
    return search(name).then(function (found) {
      var few = found.results.slice(0, 5);
      return Promise.all(few.map(function (result) { return result.data(); })).then(function (data) {
        return few.filter(function (_, number) {
          return (data[number].meta.exact || "").split(" ").indexOf(name) >= 0;
        });
      });
    });
  }

  // What the index has: entries into the lists, and nothing that is nowhere.
  function offer(values) {
    form.querySelectorAll("select").forEach(function (select) {
      Object.keys(values[select.name] || {}).map(function (value) {
        var id = value.split(" ", 1)[0];
        return [value.slice(id.length + 1), id];
      }).sort(function (a, b) { return a[0].localeCompare(b[0]); }).forEach(function (pair) {
        var option = make("option", pair[0]);
        option.value = pair[1];
        option.dataset.label = pair[0];
        select.appendChild(option);
      });
    });
    form.querySelectorAll("fieldset").forEach(function (part) {
      var known = values[part.dataset.facet] || {};
      part.querySelectorAll("input").forEach(function (box) {
        if (!known[box.value]) box.parentNode.remove();
      });
      if (part.querySelectorAll("input").length < 2) part.remove();
    });
  }

  function count(counts, names) {
    form.querySelectorAll("[data-facet]").forEach(function (part) {
      var name = part.dataset.facet, found = counts(name);
      part.querySelectorAll("input").forEach(function (box) {
        box.parentNode.querySelector(".n").textContent = found[box.value] || 0;
      });
      part.querySelectorAll("option[data-label]").forEach(function (option) {
        var number = found[names[name][option.value]] || 0;
        option.textContent = option.dataset.label + " (" + number + ")";
        option.hidden = option.disabled = !number && !option.selected;
      });
    });
  }

  function item(data, names) {
    var meta = data.meta;
    var position = (data.filters.position || [])[0];
    var element = make("li"), head = make("p", "", "item");
    head.appendChild(link(meta.url || data.raw_url.replace(/^\//, ""), meta.title, meta.lang));
    if (position && names[" " + position]) {
      head.append(" ", names[" " + position].cloneNode(true));
    }
    element.appendChild(head);
    var excerpt = make("p", "", "excerpt");
    excerpt.dir = "auto";
    if (meta.lang) excerpt.lang = meta.lang;
    var all = data.content.split(/\s+/);
    if (position && all.length <= WHOLE) {
      // A stance begins with its quotation, which an excerpt could leave out.
      all.forEach(function (word, number) {
        var found = data.locations.indexOf(number) >= 0;
        excerpt.append(found ? make("mark", word) : word, " ");
      });
    } else {
      // The index has `<` and `>` of our texts as entities, so these marks are its own.
      data.excerpt.split(/<\/?mark>/).forEach(function (piece, number) {
        piece = piece.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
        excerpt.append(number % 2 ? make("mark", piece) : piece);
      });
    }
    element.appendChild(excerpt);
    var told = make("p", [meta.kind, meta.note].filter(Boolean).join(" · "),
      "hint");
    if (meta.source) told.append(" · ", link(meta.source_url, meta.source));
    element.appendChild(told);
    return element;
  }

  // Search in names alone.

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function inNames(rows) {
    rows = rows.map(function (row) { return [fold(row[0]), row]; });
    return function (words) {
      var wanted = fold(words);
      var found = wanted ? rows.filter(function (row) { return row[0].indexOf(wanted) >= 0; }) : [];
      found.sort(function (a, b) { return a[0].indexOf(wanted) - b[0].indexOf(wanted); });
      return Promise.resolve({
        hits: found.map(function (row) {
          return function () {
            var given = row[1], element = make("li"), head = make("p", "", "item");
            head.appendChild(link(given[1], given[0], given[4]));
            element.appendChild(head);
            element.appendChild(make("p", given[3] + (given[2] ? " · " + given[2] : ""), "hint"));
            return Promise.resolve(element);
          };
        }),
        words: wanted ? plural(found.length, "name") + " with “" + words + "”"
          : plural(rows.length, "name") + " can be searched."
      });
    };
  }

  function namesOnly() {
    facets.remove();
    form.querySelector("label").textContent = "A name, in any language";
    withNames(+place.dataset.names || 1, 0);
  }

  function withNames(count, number) {
    var script = make("script");
    script.src = count > 1 ? "assets/names-" + number + ".js" : "assets/names.js";
    script.onload = function () {
      if (number + 1 < count) withNames(count, number + 1);
      else begin(inNames(window.digestNames));
    };
    document.head.appendChild(script);
  }

  function begin(search) {
    find = search;
    place.appendChild(parts);
    read();
    if (matchMedia("(min-width: 1150px)").matches || /[?&](?!q=)/.test(location.search)) {
      facets.open = true;
    }
    run();
  }

  function settle() {
    clearTimeout(timer);
    settled = true;
    note();
    run();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    settle();
  });
  form.addEventListener("input", function (event) {
    if (event.target !== input) return;
    clearTimeout(timer);
    timer = setTimeout(function () {
      note(!settled);
      settled = false;
      run();
    }, PAUSE);
  });
  // Not when the words lose the focus: a result would go from under the pointer.
  form.addEventListener("change", function (event) {
    if (event.target !== input) settle();
  });
  more.addEventListener("click", function () {
    var now = turn, shown = list.childElementCount;
    made(hits, shown).then(function (items) {
      if (now !== turn || shown !== list.childElementCount || !items.length) return;
      add(items);
      items[0].querySelector("a").focus();
    });
  });
  window.addEventListener("popstate", function () { if (find) { read(); run(); } });

  if (location.protocol === "file:") {
    namesOnly();
  } else {
    import(new URL("pagefind/pagefind.js", location.href)).then(function (pagefind) {
      return pagefind.options({ ranking: { metaWeights: WEIGHTS } }).then(function () {
        return pagefind.filters();
      }).then(function (values) {
        place.textContent = "";
        begin(inIndex(pagefind, values));
      });
    }).catch(function () {
      place.textContent = "";
      if (without) place.appendChild(document.importNode(without.content, true));
      namesOnly();
    });
  }
})();
