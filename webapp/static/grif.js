// Small comforts. Every page works without this file.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  const openMenu = (button) => {
    const parts = button.getAttribute("aria-controls").split(" ").map((id) => document.getElementById(id));
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      parts.forEach((part) => part && part.classList.toggle("open", open));
    });
  };

  // The same boxes are counted that the bulk form would send.
  const countChosen = (form) => {
    const boxes = [...document.querySelectorAll(`input[type="checkbox"][form="${form.id}"]`)];
    const all = form.querySelector("[data-choose-all]");
    const chosen = form.querySelector("[data-chosen]");
    const show = () => {
      const count = boxes.filter((box) => box.checked).length;
      chosen.textContent = chosen.dataset.chosen.replace("0", String(count));
      all.checked = count > 0 && count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    };
    all.addEventListener("change", () => {
      boxes.forEach((box) => { box.checked = all.checked; });
      show();
    });
    boxes.forEach((box) => box.addEventListener("change", show));
    form.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
    show();
  };

  // A double click is one act; four seconds later a file may be asked for again.
  const sendOnce = (form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      window.setTimeout(() => { delete form.dataset.sent; }, 4000);
    });
  };

  document.querySelectorAll(".nav-toggle").forEach(openMenu);
  document.querySelectorAll("form[data-bulk]").forEach(countChosen);
  document.querySelectorAll("form[method=post]").forEach(sendOnce);
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
