// Choosing among the rows of a list, and their order. Without this script a list is simply long.
//
// A row says its year (data-y), its values by facet (data-f: "s3 p1") and its number of mentions
// (data-m). What is chosen stands in the address, so that Back, reload and a sent link keep it.
(() => {
  "use strict";

  // Words without accents; these letters have none, but are written without their strokes as well.
  const strokes = { ł: "l", ø: "o", đ: "d", ħ: "h", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łøđħßæœı]/g, (letter) => strokes[letter]);
  const digits = new Intl.NumberFormat(document.documentElement.lang);
  const number = (value) => digits.format(value);
  const filled = (form, ...values) => form.replace(/\{(\d)\}/g, (_, at) => number(values[at - 1]));

  class Rows {
    constructor(list) {
      this.list = list;
      this.kind = list.firstElementChild.className;
      this.rows = [...list.querySelectorAll("li")].map((element, at) => ({
        element,
        at,
        year: element.dataset.y === undefined ? NaN : Number(element.dataset.y),
        values: element.dataset.f ? element.dataset.f.split(" ") : [],
        mentions: Number(element.dataset.m ?? 0),
      }));
      this.ordered = this.rows;
      this.shown = this.rows;
      this.prepare(0);
    }

    // The words of all rows, while the reader has not yet begun to look for some.
    prepare(from) {
      if (!window.requestIdleCallback || from >= this.rows.length) return;
      requestIdleCallback(() => {
        for (const row of this.rows.slice(from, from + 200)) this.words(row);
        this.prepare(from + 200);
      });
    }

    words(row) {
      return (row.words ??= fold(row.element.textContent));
    }

    // One pass: which rows are shown, and how many each value would leave. A row that fails one facet
    // only still counts for the other values of that facet.
    choose({ words, from, to, chosen }) {
      const sought = fold(words).split(/\s+/).filter(Boolean);
      const bounded = from > -Infinity || to < Infinity;
      const facets = [...chosen];
      const counts = new Map();
      const years = new Map();
      const shown = [];
      for (const row of this.ordered) {
        if (sought.length && !sought.every((word) => this.words(row).includes(word))) continue;
        let failed = "";
        for (const [facet, values] of facets) {
          if (!row.values.some((value) => values.has(value))) failed += facet;
        }
        if (!failed) years.set(row.year, (years.get(row.year) ?? 0) + 1);
        if (failed.length > 1 || (bounded && !(row.year >= from && row.year <= to))) continue;
        for (const value of row.values) {
          if (!failed || value[0] === failed) counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        if (!failed) shown.push(row);
      }
      this.show(shown);
      return { shown: shown.length, all: this.rows.length, counts, years };
    }

    // Lists of a hundred rows: a browser lays out only those in sight.
    show(shown) {
      if (shown.length === this.shown.length && shown.every((row, at) => row === this.shown[at])) return;
      const lists = [];
      for (let at = 0; at < shown.length; at += 100) {
        const list = Object.assign(document.createElement("ol"), { className: this.kind });
        list.append(...shown.slice(at, at + 100).map((row) => row.element));
        lists.push(list);
      }
      this.list.replaceChildren(...lists);
      this.shown = shown;
    }

    sort(order, names) {
      const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const facet = { sender: "s", place: "p" }[order];
      this.ordered = [...this.rows];
      if (order === "mentions") this.ordered.sort((a, b) => b.mentions - a.mentions || a.at - b.at);
      else if (facet || order === "title") {
        const key = (row) =>
          facet
            ? names.get(row.values.find((value) => value[0] === facet)) ?? "\uffff"
            : row.element.querySelector("a").textContent;
        const keys = this.rows.map(key);
        const ranks = new Map([...new Set(keys)].sort(collator.compare).map((name, rank) => [name, rank]));
        this.ordered.sort((a, b) => ranks.get(keys[a.at]) - ranks.get(keys[b.at]) || a.at - b.at);
      }
      this.list.dataset.sort = order;
    }
  }

  // The values of the facets become boxes to tick.
  class Facets {
    constructor(area) {
      this.boxes = new Map();
      this.names = new Map();
      for (const item of area?.querySelectorAll("li[data-v]") ?? []) {
        const name = item.firstElementChild.textContent;
        const box = Object.assign(document.createElement("input"), { type: "checkbox", value: item.dataset.v });
        const label = document.createElement("label");
        const words = Object.assign(document.createElement("span"), { textContent: name });
        const count = item.querySelector(".count");
        label.append(box, words, count);
        item.replaceChildren(label);
        this.boxes.set(item.dataset.v, { item, box, count });
        this.names.set(item.dataset.v, name);
      }
      const wide = matchMedia("(min-width: 66rem)");
      const unfold = () => area?.querySelectorAll(".facet").forEach((facet) => (facet.open = wide.matches));
      wide.addEventListener("change", unfold);
      unfold();
    }

    chosen() {
      const chosen = new Map();
      for (const [value, { box }] of this.boxes) {
        if (!box.checked) continue;
        if (!chosen.has(value[0])) chosen.set(value[0], new Set());
        chosen.get(value[0]).add(value);
      }
      return chosen;
    }

    tell(counts) {
      for (const [value, { item, box, count }] of this.boxes) {
        const left = counts.get(value) ?? 0;
        const text = number(left);
        if (count.textContent !== text) count.textContent = text;
        item.classList.toggle("gone", !left && !box.checked);
      }
    }
  }

  // The bars of the years: each is a button that chooses its years, and shows how many rows are left.
  class Chart {
    constructor(area, choose) {
      this.area = area;
      this.bars = [...(area?.querySelectorAll("a[data-from]") ?? [])].map((link) => {
        const all = link.querySelector(".all");
        const now = all.cloneNode();
        now.setAttribute("class", "now");
        link.append(now);
        link.setAttribute("role", "button");
        const [from, to] = [Number(link.dataset.from), Number(link.dataset.to)];
        return { link, now, from, to, height: all.height.baseVal.value };
      });
      area?.addEventListener("click", (event) => {
        const bar = this.bars.find(({ link }) => link.contains(event.target));
        if (!bar || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        choose(bar, event.shiftKey);
      });
      area?.addEventListener("keydown", (event) => this.pressed(event));
      this.bars.forEach(({ link }, at) => link.setAttribute("tabindex", at ? "-1" : "0"));
    }

    // The bars are one stop of the Tab key; arrows go from bar to bar.
    pressed(event) {
      const at = this.bars.findIndex(({ link }) => link === event.target);
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: this.bars.length - 1 }[event.key];
      if (event.key === " " && at >= 0) {
        event.preventDefault();
        event.target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      }
      if (at < 0 || !this.bars[to]) return;
      event.preventDefault();
      this.bars[at].link.setAttribute("tabindex", "-1");
      this.bars[to].link.setAttribute("tabindex", "0");
      this.bars[to].link.focus();
    }

    tell(years, from, to) {
      const counts = this.bars.map((bar) => {
        let count = 0;
        for (let year = bar.from; year <= bar.to; year += 1) count += years.get(year) ?? 0;
        return count;
      });
      this.first ??= counts;
      this.area?.classList.toggle("chosen", counts.some((count, at) => count !== this.first[at]) || from > -Infinity || to < Infinity);
      this.bars.forEach((bar, at) => {
        const height = this.first[at] ? Math.ceil((bar.height * counts[at]) / this.first[at]) : 0;
        const chosen = (from > -Infinity || to < Infinity) && bar.to >= from && bar.from <= to;
        const hidden = !chosen && (from > -Infinity || to < Infinity);
        bar.now.setAttribute("height", hidden ? 0 : height);
        bar.now.setAttribute("y", 64 - height);
        bar.link.setAttribute("aria-pressed", String(chosen));
      });
    }
  }

  const start = (list, tools) => {
    const field = (name) => tools.querySelector(`[name="${name}"]`);
    const rows = new Rows(list);
    const facets = new Facets(document.querySelector(".facets"));
    const status = tools.querySelector(".shown");
    const clear = tools.querySelector(".clear");
    const bound = (name, otherwise) => (field(name)?.value ? Number(field(name).value) : otherwise);

    const chart = new Chart(document.querySelector(".years"), (bar, further) => {
      const [from, to] = [bound("from", -Infinity), bound("to", Infinity)];
      const same = from === bar.from && to === bar.to;
      field("from").value = same ? "" : further && from > -Infinity ? Math.min(from, bar.from) : bar.from;
      field("to").value = same ? "" : further && to < Infinity ? Math.max(to, bar.to) : bar.to;
      show();
    });

    const show = () => {
      const [from, to] = [bound("from", -Infinity), bound("to", Infinity)];
      const chosen = facets.chosen();
      const words = field("q").value;
      const { shown, all, counts, years } = rows.choose({ words, from, to, chosen });
      facets.tell(counts);
      chart.tell(years, from, to);
      status.textContent = shown ? filled(status.dataset.some, shown, all) : status.dataset.none;
      clear.hidden = shown === all && !words && !chosen.size;
      remember(chosen);
    };

    // What is chosen, in the address: "#?q=…&s=…&from=1891".
    const remember = (chosen) => {
      const told = new URLSearchParams();
      for (const name of ["q", "from", "to"]) if (field(name)?.value) told.set(name, field(name).value);
      if (field("sort").selectedIndex > 0) told.set("sort", field("sort").value);
      for (const [facet, values] of chosen) for (const value of values) told.append(facet, facets.names.get(value));
      const hash = String(told) ? `#?${told}` : "";
      if (hash || location.hash.startsWith("#?")) history.replaceState(null, "", hash || location.pathname + location.search);
    };
    const recall = () => {
      if (!location.hash.startsWith("#?")) return;
      const told = new URLSearchParams(location.hash.slice(2));
      for (const name of ["q", "from", "to", "sort"]) if (told.has(name) && field(name)) field(name).value = told.get(name);
      for (const [value, { box }] of facets.boxes) box.checked = told.getAll(value[0]).includes(facets.names.get(value));
      if (field("sort").value) rows.sort(field("sort").value, facets.names);
    };

    tools.hidden = false;
    tools.addEventListener("input", (event) => {
      if (event.target.name === "sort") rows.sort(event.target.value, facets.names);
      show();
    });
    document.querySelector(".facets")?.addEventListener("change", show);
    clear.addEventListener("click", () => {
      for (const name of ["q", "from", "to"]) if (field(name)) field(name).value = "";
      for (const { box } of facets.boxes.values()) box.checked = false;
      show();
      field("q").focus();
    });
    recall();
    show();
  };

  document.addEventListener("DOMContentLoaded", () => {
    // Days have moved from the register of dates to pages of their years.
    const year = /^#date:(?:\.\.)?(-?\d+)/.exec(location.hash);
    if (year && document.body.matches(".register.date")) location.replace(`dates/${year[1]}.html${location.hash}`);
    const tools = document.querySelector(".tools");
    if (tools) start(document.getElementById("page:rows"), tools);
  });
})();
