/* The page's own script: sorts the table, and shows what belongs together. Without it the page reads the same. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement, panel = document.getElementById("chosen");
  const language = root.lang;
  root.classList.add("scripted");

  /* ---- what belongs together ---- */
  const symbolsOf = (row) => (row.dataset.symbols || "").split(" ").filter(Boolean);
  const rowsOf = new Map(); /* id of a symbol → rows */
  for (const row of all("tr[id]"))
    for (const id of symbolsOf(row)) rowsOf.set(id, [...(rowsOf.get(id) || []), row]);

  /* A symbol is a button: the mouse and the keyboard reach it alike. What can be reached within a drawing must not
     be hidden by calling the drawing a picture. */
  for (const svg of all(".map > svg")) svg.setAttribute("role", "group");
  for (const id of rowsOf.keys()) {
    const symbol = document.getElementById(id);
    if (!symbol) continue;
    symbol.classList.add("symbol");
    symbol.setAttribute("role", "button");
    symbol.setAttribute("tabindex", "0");
    symbol.setAttribute("aria-label", symbol.querySelector("title")?.textContent || id);
  }

  const marksAt = new Map(); /* number of an incident → its sentences */
  for (const mark of all(".event[data-i]"))
    for (const number of mark.dataset.i.split(" ")) marksAt.set(number, [...(marksAt.get(number) || []), mark]);
  const marksOf = (row) => marksAt.get(row.id.slice(2)) || [];
  const isSeen = (element) => element.getClientRects().length > 0;

  function choose(rows) {
    for (const element of all(".chosen")) element.classList.remove("chosen");
    for (const row of rows) {
      row.classList.add("chosen");
      for (const mark of marksOf(row)) mark.classList.add("chosen");
      for (const id of symbolsOf(row)) document.getElementById(id)?.classList.add("chosen");
    }
  }

  function add(parent, name, text) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  }

  const wordsOf = (cell) => cell.innerText.trim().replace(/\s*\n\s*/g, " – ");

  /* Back to where the keyboard was: the button goes with the panel. */
  function letGo() {
    const symbol = document.querySelector("svg .symbol.chosen");
    const wasInside = panel.contains(document.activeElement);
    choose([]);
    tell([]);
    if (wasInside) symbol?.focus({ preventScroll: true });
  }

  /* The evidence of the rows, under the map. */
  function tell(rows) {
    panel.replaceChildren();
    if (rows.length === 0) return;
    const button = add(panel, "button", "×");
    button.type = "button";
    button.setAttribute("aria-label", panel.dataset.close);
    button.addEventListener("click", letGo);
    add(panel, "h3", panel.dataset.title);
    const list = document.createElement("ul"); /* shown when whole: each change of the page costs a layout */
    for (const row of rows) {
      const item = add(list, "li"), cells = [...row.cells];
      const link = add(item, "a", cells.slice(1, 4).map(wordsOf).join(" · "));
      link.href = "#" + row.id;
      const marks = marksOf(row);
      if (marks.length === 0) continue;
      const quote = add(item, "blockquote");
      quote.lang = "ar";
      quote.dir = "rtl";
      quote.textContent = marks.map((mark) => {
        const copy = mark.cloneNode(true);
        for (const reference of all(".ref", copy)) reference.remove();
        return copy.textContent;
      }).join(" ");
    }
    panel.append(list);
  }

  function showOnMap(rows) {
    const ids = rows.flatMap(symbolsOf);
    const symbol = ids.map((id) => document.getElementById(id)).find((element) => element && isSeen(element));
    if (symbol) symbol.closest(".map").scrollIntoView({ block: "nearest" });
    tell(rows);
  }

  /* A symbol's evidence lies over the lower part of the window, and must not hide the symbol. */
  function ask(symbol) {
    choose(rowsOf.get(symbol.id));
    tell(rowsOf.get(symbol.id));
    symbol.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const target = event.target, link = target.closest("a[href^='#']");
    if (link) {
      const id = link.hash.slice(1), row = link.closest("tr[id]");
      if (row && rowsOf.has(id)) {
        event.preventDefault();
        choose([row]);
        showOnMap([row]);
      } else if (row) {
        choose([row]);
      } else if (id.startsWith("i-")) {
        choose([document.getElementById(id)]);
      }
      return;
    }
    const symbol = target.closest("svg .symbol");
    if (symbol) {
      ask(symbol);
      return;
    }
    const mark = target.closest(".event");
    if (!mark || !getSelection().isCollapsed) return;
    const rows = mark.dataset.i.split(" ").map((number) => document.getElementById("i-" + number)).filter(Boolean);
    choose(rows);
    showOnMap(rows);
  });
  document.addEventListener("keydown", (event) => {
    const symbol = event.target.closest("svg .symbol");
    if (symbol && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      ask(symbol);
    } else if (event.key === "Escape") {
      letGo();
    }
  });

  /* ---- sorting ---- */
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const keyOf = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();

  function sort(table, head, column) {
    const down = head.getAttribute("aria-sort") === "ascending", body = table.tBodies[0];
    for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].sort((a, b) => compare(keyOf(a, column), keyOf(b, column)));
    if (down) rows.reverse();
    body.append(...rows);
  }

  for (const table of all("table.incidents"))
    all("thead th", table).forEach((head, column, heads) => {
      if (column === heads.length - 1) return; /* links have no order */
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      const plain = document.createElement("span"); /* on paper */
      plain.className = "plain";
      plain.textContent = head.textContent;
      button.addEventListener("click", () => sort(table, head, column));
      head.replaceChildren(button, plain);
    });
})();
