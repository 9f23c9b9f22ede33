"use strict";
// A file that is too large is told here, before it travels; the server tells it as well.
(() => {
  const form = document.getElementById("upload");
  if (!form) {
    return;
  }
  form.addEventListener("submit", event => {
    const file = document.getElementById("file").files[0];
    const problem = document.getElementById("problem");
    if (!file || file.size <= Number(form.dataset.limit)) {
      return;
    }
    event.preventDefault();
    const item = document.createElement("li");
    item.textContent = "The file is larger than " + Math.floor(form.dataset.limit / 1024)
      + " KB. Split it, keeping brothers and sisters in the same file.";
    document.getElementById("problem-list").replaceChildren(item);
    problem.hidden = false;
    problem.focus();
  });
})();
