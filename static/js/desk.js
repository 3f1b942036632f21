/* Keys for the desk. Nothing needs them: each presses a link or button that is on the page. Off until the next sign-in by "0". */
"use strict";

const OFF = "desk keys off";
const first = (...selectors) => selectors.map((selector) => document.querySelector(selector)).find(Boolean);
const inText = (place) => place.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");

function step(by) {
  const links = [...document.querySelectorAll(".desk tbody td > a")];
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  links[Math.min(Math.max(here + by, 0), links.length - 1)]?.focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  x: () => document.activeElement.closest("tr")?.querySelector("input[type=checkbox]")?.click(),
  r: () => document.activeElement.closest("tr")?.querySelector("summary")?.click(),
  n: () => first("#in-list [rel=next]", ".pager [rel=next]")?.click(),
  u: () => first("#in-list [rel=up]")?.click(),
  a: () => first(".card.next .btn")?.focus(),
  s: () => first(".card.next button[value=next]")?.click(),
  g: () => first("#jump")?.focus(),
  0: () => sessionStorage.setItem(OFF, "1"),
};

document.addEventListener("keydown", (event) => {
  const place = event.target;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && inText(place)) {
    place.form?.requestSubmit(place.form.querySelector("[type=submit]"));
    event.preventDefault();
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !inText(place) && !sessionStorage.getItem(OFF) && KEYS[event.key]) {
    KEYS[event.key]();
    event.preventDefault();
  }
});
