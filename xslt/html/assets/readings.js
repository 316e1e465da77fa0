// The view of the text: to be read, or as in the source. The choice stands in the address and is kept.
(() => {
  "use strict";

  const root = document.documentElement;
  const VIEWS = ["reading", "source"];

  const kept = () => {
    try {
      return localStorage.getItem("view");
    } catch {
      return null;
    }
  };
  const keep = (view) => {
    try {
      localStorage.setItem("view", view);
    } catch {
      // A page opened from a file may have no storage; the choice then lasts as long as the page.
    }
  };
  const usual = root.dataset.view ?? "reading";
  const asked = new URL(location.href).searchParams.get("view");
  const first = [asked, kept(), usual].find((view) => VIEWS.includes(view));
  root.dataset.view = first;

  const write = (view) => {
    const url = new URL(location.href);
    if (view === usual) url.searchParams.delete("view");
    else url.searchParams.set("view", view);
    history.replaceState(history.state, "", url);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const panel = document.querySelector(".views");
    if (!panel) return;
    const told = panel.querySelector(".view-told");
    const show = (input) => {
      root.dataset.view = input.value;
      told.textContent = input.dataset.told;
    };
    panel.hidden = false;
    const chosen = panel.querySelector(`[value="${first}"]`);
    chosen.checked = true;
    show(chosen);
    panel.addEventListener("change", (event) => {
      show(event.target);
      keep(event.target.value);
      write(event.target.value);
    });
  });
})();
