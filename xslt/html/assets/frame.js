// The list of registers in the masthead: it closes when the reader goes on elsewhere.
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const menu = document.querySelector(".masthead .menu");
    if (!menu) return;
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
})();
