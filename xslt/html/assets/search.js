// The search: words and facets to results. Served, it asks Pagefind; on a page that was opened from
// a file, where no script may read another file, it asks the small index that loads as a script.
(() => {
  "use strict";

  const KINDS = ["person", "place", "organisation", "type", "year"];
  const STEP = 10;
  const MOST_BARS = 80;
  const SHOWN = 8;

  // Words as the index of our own compares them: no capitals, no accents, no ligatures.
  const plain = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/\p{M}/gu, "");
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const script = (address) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => reject(new Error(address)));
      document.head.append(element);
    });
  const added = (sum, counts) => {
    for (const [kind, values] of Object.entries(counts)) {
      sum[kind] ??= {};
      for (const [value, count] of Object.entries(values)) sum[kind][value] = (sum[kind][value] ?? 0) + count;
    }
    return sum;
  };

  // Pagefind: a module for each language, since each reduces words to their stems in its own way.
  const pagefind = async (shards) => {
    const languages = new Map();
    for (const [folder, language] of shards) {
      if (!languages.has(language)) languages.set(language, []);
      languages.get(language).push(folder);
    }
    const path = (folder) => new URL(`${folder}/`, document.baseURI).pathname;
    const engines = await Promise.all(
      [...languages].map(async ([language, [first, ...others]]) => {
        const engine = await import(new URL(`${first}/pagefind.js`, document.baseURI));
        await engine.init();
        await Promise.all(others.map((folder) => engine.mergeIndex(path(folder))));
        return { engine, language };
      }),
    );
    const totals = (await Promise.all(engines.map(({ engine }) => engine.filters()))).reduce(added, {});
    let dates;
    const dated = async () =>
      (dates ??= Object.assign(
        {},
        ...(await Promise.all(shards.map(async ([folder]) => (await fetch(`${folder}/dates.json`)).json()))),
      ));
    const wanted = (asked) => {
      const filters = {};
      for (const kind of ["person", "place", "organisation"]) if (asked[kind].length) filters[kind] = asked[kind];
      if (asked.type.length) filters.type = { any: asked.type };
      if (asked.from || asked.to) filters.year = { any: years(totals.year, asked) };
      return filters;
    };
    return {
      totals,
      sentences: true,
      async search(asked) {
        const filters = wanted(asked);
        // Pagefind lets go of what a result stands for when the result itself is let go of: keep it.
        const answers = await Promise.all(engines.map(({ engine }) => engine.search(asked.q || null, { filters })));
        const results = answers
          .flatMap((answer, number) => answer.results.map((result) => Object.assign(result, { language: engines[number].language })))
          .sort((a, b) => b.score - a.score);
        if (asked.sort === "date" || !asked.q) {
          const of = await dated();
          results.sort((a, b) => byDate(of[a.id], of[b.id]));
        }
        return {
          counts: answers.map((answer) => answer.filters).reduce(added, {}),
          results: results.map((result) => async () => ({ ...found(await result.data()), language: result.language })),
        };
      },
    };
  };
  const byDate = (a, b) => {
    if (!a || !b) return Number(!a) - Number(!b);
    const [first, second] = [parseInt(a, 10), parseInt(b, 10)];
    return first - second || (a < b ? -1 : Number(a > b));
  };
  const years = (counts, { from, to }) => {
    const inside = Object.keys(counts ?? {}).filter((year) => (!from || +year >= +from) && (!to || +year <= +to));
    return inside.length ? inside : ["-"];
  };

  // Pagefind's result: each place that was found in its sentence, by the block it stands in.
  const found = (data) => {
    const spaced = !data.raw_content.includes("\u200b");
    const words = spaced
      ? data.content.split(/\s+/)
      : data.raw_content.split("\u200b").map((word) => word.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
    const anchors = data.anchors.sort((a, b) => a.location - b.location);
    const sentences = [];
    let at = -1;
    let nth = 0;
    for (const { location, balanced_score: score } of [...data.weighted_locations].sort((a, b) => a.location - b.location)) {
      nth += 1;
      while (anchors[at + 1]?.location <= location) {
        at += 1;
        nth = 0;
      }
      let last = sentences.at(-1);
      if (!last || location >= last.to) {
        const [from, to] = sentence(words, location, anchors[at]?.location ?? 0, anchors[at + 1]?.location ?? words.length);
        last = { from: Math.max(from, last?.to ?? 0), to, anchor: anchors[at]?.id ?? "", nth, score: 0, marked: new Set() };
        sentences.push(last);
      }
      last.score += score;
      last.marked.add(location - last.from);
    }
    const best = [...sentences].sort((a, b) => b.marked.size - a.marked.size || b.score - a.score).slice(0, 3);
    if (!best.length) best.push({ from: 0, to: 24, anchor: "", nth: 0, marked: new Set() });
    return {
      address: data.raw_url.replace(/^\//, ""),
      title: data.meta.title,
      date: data.meta.date ?? "",
      forms: [...new Set(data.locations.flatMap((location) => wordsOf(words[location] ?? "")))],
      places: sentences.length,
      hits: best
        .sort((a, b) => a.from - b.from)
        .map((hit) => ({
          ...hit,
          words: words.slice(hit.from, hit.to),
          more: [hit.from > 0 && !ends(words[hit.from - 1]), hit.to < words.length && !ends(words[hit.to - 1])],
          spaced,
        })),
    };
  };
  const ends = (word) => /[.!?…][\p{P}]*$/u.test(word) && !/^\P{L}*\p{L}{0,2}\.$/u.test(word) && !/^\d+\.$/.test(word);
  // Where the sentence around a place begins and ends, if that is near, and in the same block.
  const sentence = (words, place, start, end) => {
    let from = place;
    while (from > start && place - from < 22 && !ends(words[from - 1])) from -= 1;
    let to = place + 1;
    while (to < end && to - place < 26 && !ends(words[to - 1])) to += 1;
    return [from, to];
  };

  // The index of our own: all words of a query, each whole or as the beginning of a longer one.
  const own = async (shards) => {
    window.editionWords = [];
    await Promise.all(shards.map(([folder]) => script(`${folder}/words.js`)));
    const documents = window.editionWords.flatMap((part, shard) =>
      part.documents.map(([address, title, date, ...facets], number) => ({
        key: `${shard} ${number}`,
        address,
        title,
        date,
        facets: Object.fromEntries(KINDS.map((kind, k) => [kind, facets[k].map((value) => part.facets[kind][value])])),
      })),
    );
    const counted = (some) => {
      const counts = {};
      for (const { facets } of some) {
        for (const kind of KINDS) {
          counts[kind] ??= {};
          for (const value of facets[kind]) counts[kind][value] = (counts[kind][value] ?? 0) + 1;
        }
      }
      return counts;
    };
    const withWord = (word) => {
      const forms = new Map();
      window.editionWords.forEach((part, shard) => {
        for (const [form, distances] of Object.entries(part.words)) {
          if (form !== word && !(word.length > 2 && form.startsWith(word))) continue;
          let number = 0;
          for (const distance of distances.split(" ")) {
            number += Number(distance);
            const key = `${shard} ${number}`;
            forms.set(key, [...(forms.get(key) ?? []), form]);
          }
        }
      });
      return forms;
    };
    const fits = (facets, asked) =>
      ["person", "place", "organisation"].every((kind) => asked[kind].every((value) => facets[kind].includes(value))) &&
      (!asked.type.length || asked.type.some((value) => facets.type.includes(value))) &&
      ((!asked.from && !asked.to) || facets.year.some((year) => (!asked.from || +year >= +asked.from) && (!asked.to || +year <= +asked.to)));
    return {
      totals: counted(documents),
      sentences: false,
      async search(asked) {
        const maps = wordsOf(asked.q).map(withWord);
        const some = documents
          .filter(({ key, facets }) => maps.every((forms) => forms.has(key)) && fits(facets, asked))
          .sort((a, b) => byDate(a.date, b.date));
        return {
          counts: counted(some),
          results: some.map(({ key, address, title, date }) => async () => ({
            address,
            title,
            date,
            forms: maps.flatMap((forms) => forms.get(key)),
            places: 0,
            hits: [],
          })),
        };
      },
    };
  };

  // The page
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const start = async () => {
    const form = document.querySelector("form.search");
    const { dataset: says, elements } = form;
    const language = document.documentElement.lang;
    const number = new Intl.NumberFormat(language);
    const say = (name, count) => ((count === 1 && says[`${name}One`]) || says[name]).replace("{1}", number.format(count));
    const status = document.querySelector(".found");
    const list = document.querySelector(".results");
    const more = document.querySelector(".more-results");
    const facets = document.querySelector(".facets");
    const inWords = (iso) => {
      const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso) ?? [];
      if (!year) return iso;
      const options = { year: "numeric", month: month && "long", day: day && "numeric", timeZone: "UTC" };
      return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
    };

    const file = location.protocol === "file:";
    let engine;
    status.textContent = says.loading;
    try {
      await script("search/shards.js");
      const shards = window.editionShards;
      engine = file ? await own(shards) : await pagefind(shards).catch(() => own(shards));
    } catch {
      status.textContent = says.failed;
      return;
    }
    document.querySelector(".limits").hidden = engine.sentences;
    document.querySelector(".order").hidden = !engine.sentences;

    const read = () => {
      const parameters = new URLSearchParams(location.search);
      const asked = { q: parameters.get("q") ?? "", sort: parameters.get("sort") ?? "", from: parameters.get("from") ?? "", to: parameters.get("to") ?? "" };
      for (const kind of KINDS.slice(0, 4)) asked[kind] = parameters.getAll(kind);
      return asked;
    };
    const address = (asked) => {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(asked)) {
        for (const one of [value].flat()) if (one) parameters.append(name, one);
      }
      return `${location.pathname}${parameters.size ? `?${parameters}` : ""}`;
    };

    let asked = read();
    let asking = 0;
    const opened = new Set();
    const go = (changes, replace) => {
      asked = { ...asked, ...changes };
      history[replace ? "replaceState" : "pushState"](null, "", address(asked));
      return show();
    };

    const marked = (word) => {
      const [, before, inside, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(word);
      return [before, element("mark", { textContent: inside }), after];
    };
    const result = ({ address: page, title, date, forms, places, hits, language: spoken }) => {
      const link = ({ anchor = "", nth = 0 } = {}) => {
        const query = new URLSearchParams(forms.length ? { find: forms.slice(0, 12).join(" ") } : {});
        if (nth) query.set("at", nth);
        return `${page}${query.size ? `?${query}` : ""}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
      };
      const item = element("li", {}, element("h3", {}, element("a", { href: link(hits[0]), textContent: title })));
      if (date) item.append(element("p", { className: "when", textContent: inWords(date) }));
      for (const hit of hits) {
        const words = hit.marked.size ? element("a", { href: link(hit) }) : element("span");
        if (hit.more[0]) words.append("… ");
        hit.words.forEach((word, place) => words.append(...(hit.marked.has(place) ? marked(word) : [word]), hit.spaced ? " " : ""));
        if (hit.more[1]) words.append("…");
        item.append(element("p", { className: "hit", dir: "auto", lang: spoken === "und" ? "" : spoken }, words));
      }
      if (places > hits.length) item.append(element("p", { className: "quiet", textContent: say("places", places - hits.length) }));
      return item;
    };

    const value = (kind, name, count) => {
      const box = element("input", { type: "checkbox", name: kind, value: name, checked: asked[kind].includes(name) });
      box.addEventListener("change", () =>
        go({ [kind]: box.checked ? [...asked[kind], name] : asked[kind].filter((other) => other !== name) }),
      );
      return element("li", {}, element("label", {}, box, element("span", { textContent: name }), element("span", { className: "count", textContent: number.format(count) })));
    };
    const facet = (kind, counts) => {
      const group = facets.querySelector(`[data-kind="${kind}"]`);
      const names = Object.entries(counts[kind] ?? {}).filter(([name, count]) => count || asked[kind].includes(name));
      for (const name of asked[kind]) if (!names.some(([other]) => other === name)) names.push([name, 0]);
      const chosen = ([name]) => Number(!asked[kind].includes(name));
      names.sort((a, b) => chosen(a) - chosen(b) || b[1] - a[1] || a[0].localeCompare(b[0], language));
      group.hidden = !names.length;
      const shown = opened.has(kind) ? names : names.slice(0, Math.max(SHOWN, asked[kind].length));
      group.querySelector("ul").replaceChildren(...shown.map(([name, count]) => value(kind, name, count)));
      const all = group.querySelector("button");
      all.hidden = shown.length === names.length;
      all.textContent = say("all", names.length);
      all.onclick = () => {
        opened.add(kind);
        facet(kind, counts);
        group.querySelectorAll("input")[shown.length]?.focus();
      };
    };
    const span = (counts) => {
      const group = facets.querySelector('[data-kind="year"]');
      const all = Object.keys(engine.totals.year ?? {}).map(Number).sort((a, b) => a - b);
      group.hidden = all.length < 2;
      if (group.hidden) return;
      for (const [name, fallback] of [["from", all[0]], ["to", all.at(-1)]]) {
        const field = elements[name];
        if (!field.options.length) field.append(new Option("–", ""), ...all.map((year) => new Option(year, year)));
        field.value = asked[name];
        field.title = String(fallback);
      }
      // A bar a year; of a long time one for two, five, ten years …, so that there is room for all.
      const years = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => (all.at(-1) - all[0]) / step < MOST_BARS) ?? 1000;
      const first = Math.floor(all[0] / years) * years;
      const sums = new Array(Math.floor((all.at(-1) - first) / years) + 1).fill(0);
      for (const year of all) sums[Math.floor((year - first) / years)] += counts.year?.[year] ?? 0;
      const most = Math.max(...sums, 1);
      const bars = group.querySelector(".bars");
      if (!bars.children.length) bars.append(...sums.map(() => element("span")));
      [...bars.children].forEach((bar, place) => {
        const start = first + place * years;
        bar.style.setProperty("--share", String(sums[place] / most));
        bar.title = `${years > 1 ? `${start}–${start + years - 1}` : start}: ${number.format(sums[place])}`;
      });
    };

    const show = async () => {
      const turn = (asking += 1);
      if (elements.q.value !== asked.q) elements.q.value = asked.q;
      elements.sort.value = asked.sort;
      const narrowed = asked.from || asked.to || KINDS.slice(0, 4).some((kind) => asked[kind].length);
      elements.clear.hidden = !narrowed;
      const nothing = !asked.q.trim() && !narrowed;
      status.textContent = nothing ? "" : says.loading;
      const { counts, results } = nothing ? { counts: engine.totals, results: [] } : await engine.search(asked);
      if (turn !== asking) return;
      for (const kind of KINDS.slice(0, 4)) facet(kind, counts);
      span(counts);
      facets.hidden = false;
      let shown = 0;
      const next = async () => {
        const some = await Promise.all(results.slice(shown, shown + STEP).map((load) => load()));
        if (turn !== asking) return;
        if (!shown) list.replaceChildren();
        const items = some.map(result);
        list.append(...items);
        if (shown) items[0].querySelector("a").focus();
        shown += some.length;
        more.hidden = shown >= results.length;
        list.ariaBusy = "false";
      };
      more.onclick = next;
      more.hidden = true;
      list.ariaBusy = "true";
      await next();
      if (turn === asking && !nothing) status.textContent = results.length ? say("results", results.length) : says.none;
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go({ q: elements.q.value.trim() });
    });
    let waiting;
    elements.q.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => go({ q: elements.q.value.trim() }, true), 250);
    });
    for (const name of ["from", "to", "sort"]) elements[name].addEventListener("change", () => go({ [name]: elements[name].value }));
    elements.clear.addEventListener("click", () => {
      go({ person: [], place: [], organisation: [], type: [], from: "", to: "" });
      elements.q.focus();
    });
    addEventListener("popstate", () => {
      asked = read();
      show();
    });
    if (matchMedia("(max-width: 65.99rem)").matches) facets.open = false;
    await show();
  };
  document.addEventListener("DOMContentLoaded", start);
})();
