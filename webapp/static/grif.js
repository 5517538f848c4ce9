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

  // Typed text is kept while it grows; the draft itself changes only when the form is sent.
  const keepTyped = (form) => {
    const text = form.elements.text;
    const status = form.querySelector("[data-kept]");
    let sent = text.value;
    let timer = 0;
    const say = (words) => { status.hidden = false; status.textContent = words; };

    // Who signed in anew in another tab has another token: the page is asked for it.
    const renewed = async () => {
      const page = await fetch(window.location.href, { redirect: "manual" });
      if (!page.ok) return false;
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
      form.elements.csrf_token.value = fresh.querySelector("main form [name=csrf_token]").value;
      return true;
    };
    const send = async (again) => {
      const typed = text.value;
      const body = new URLSearchParams();
      ["csrf_token", "seen", "tab", "version"].forEach((name) => body.set(name, form.elements[name].value));
      body.set("text", typed);
      if (form.dataset.keepWhere) body.set("where", form.dataset.keepWhere);
      const answer = await fetch(form.dataset.keep, { method: "POST", body, redirect: "manual" });
      if (answer.status === 400 && !again) return await renewed() && send(true);
      // What the form would be told at a field is told there; anything else keeps the page and its text.
      if (!answer.ok) return answer.status === 422;
      const kept = await answer.json();
      form.elements.tab.value = kept.tab;
      form.elements.version.value = kept.version;
      sent = typed;
      say(kept.changed ? form.dataset.saidChanged : form.dataset.saidKept.replace("00:00", kept.at));
      return true;
    };
    // One after another, so that no text arrives before an older one.
    let last = Promise.resolve(true);
    const keep = () => {
      last = last.then(() => send(false)).catch(() => false).then((kept) => {
        if (!kept) say(form.dataset.saidLost);
        return kept;
      });
      return last;
    };

    text.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, 800);
    });
    form.addEventListener("submit", (event) => {
      window.clearTimeout(timer);
      if (text.value === sent || form.dataset.sure) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      keep().then((kept) => {
        if (!kept) return;
        form.dataset.sure = "yes";
        form.requestSubmit(event.submitter);
      });
    });
  };

  document.querySelectorAll(".nav-toggle").forEach(openMenu);
  document.querySelectorAll("form[data-keep]").forEach(keepTyped);
  document.querySelectorAll("form[data-bulk]").forEach(countChosen);
  document.querySelectorAll("form[method=post]").forEach(sendOnce);
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
