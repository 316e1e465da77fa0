"use strict";
// Pictures of image services (IIIF) can be looked at closely. Each is put into a viewer when it comes
// into view; where its service does not answer, the picture stays as it is.

document.addEventListener("DOMContentLoaded", () => {
  if (!window.OpenSeadragon) return;

  // The viewer would put a style into the page, which the page's policy forbids, unless it finds one:
  // this is an element of that name that holds no style.
  const mark = document.createElementNS("urn:tei-pipeline:mark", "style");
  mark.setAttribute("data-openseadragon-mobile-css", "true");
  document.head.append(mark);

  const button = (words, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", action);
    return made;
  };

  const open = (picture) => {
    const frame = document.createElement("div");
    frame.className = "viewer";
    const controls = document.createElement("div");
    controls.className = "viewer-controls";
    const place = picture.closest(".picture") ?? picture;
    place.after(frame, controls);
    frame.hidden = controls.hidden = true;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", picture.alt);
    const viewer = window.OpenSeadragon({
      element: frame,
      tileSources: `${picture.dataset.iiif}/info.json`,
      drawer: "canvas",
      showNavigationControl: false,
      immediateRender: true,
      gestureSettingsMouse: { scrollToZoom: false },
    });
    controls.append(
      button(picture.dataset.zoomIn, () => viewer.viewport.zoomBy(1.5)),
      button(picture.dataset.zoomOut, () => viewer.viewport.zoomBy(1 / 1.5)),
    );
    viewer.addOnceHandler("open", () => {
      frame.hidden = controls.hidden = false;
      place.hidden = !place.querySelector(".zones");
      viewer.viewport.goHome(true);
    });
    viewer.addOnceHandler("open-failed", () => {
      viewer.destroy();
      frame.remove();
      controls.remove();
    });
  };

  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      open(target);
    }
  });
  for (const picture of document.querySelectorAll("img[data-iiif]")) seen.observe(picture);
});
