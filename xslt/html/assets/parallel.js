// Rows for browsers whose styles cannot read them from the page.
(() => {
  "use strict";

  if (CSS.supports("grid-row", "attr(data-row type(<integer>))")) return;
  document.addEventListener("DOMContentLoaded", () => {
    for (const cell of document.querySelectorAll(".parallel .cell")) {
      cell.style.gridRow = cell.dataset.row;
    }
  });
})();
