// Leave quickly: one click on the link, or Escape pressed twice within a second, empties this page and puts
// a harmless one in its place; words that waited in this tab go too. Without scripts the link still leads away.
(() => {
  const link = document.querySelector("a.leave");
  if (!link) return;
  let pressed = -Infinity;

  const leave = (event) => {
    event.preventDefault();
    document.title = "";
    window.sessionStorage.clear();
    document.body.replaceChildren();
    window.location.replace(link.href);
  };

  link.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - pressed < 1000) leave(event);
    pressed = event.timeStamp;
  });
  link.title = link.dataset.hint;
})();
