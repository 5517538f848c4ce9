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

  // A browser lets a page that is left send 64 KiB.
  const SENT_WHILE_LEAVING = 60000;
  const AGAIN_AFTER = 5000;

  // Typed text is kept while it grows; the draft itself changes only when the form is sent.
  const keepTyped = (form) => {
    const text = form.elements.text;
    const status = form.querySelector("[data-kept]");
    let sent = text.value;
    let timer = 0;
    let busy = 0;
    let lost = false;
    const unkept = () => text.value !== sent && !form.dataset.sure;
    const say = (words) => {
      status.hidden = false;
      status.textContent = words;
      status.classList.toggle("not-kept", lost);
    };

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
      // A short text outlives the page that sends it: whoever types and leaves at once loses nothing.
      const keepalive = String(body).length < SENT_WHILE_LEAVING;
      const answer = await fetch(form.dataset.keep, { method: "POST", body, redirect: "manual", keepalive });
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
      window.clearTimeout(timer);
      busy += 1;
      last = last.then(() => send(false)).catch(() => false).then((kept) => {
        busy -= 1;
        lost = !kept;
        if (lost) {
          say(form.dataset.saidLost);
          timer = window.setTimeout(keep, AGAIN_AFTER);
        } else {
          status.classList.remove("not-kept");
        }
        return kept;
      });
      return last;
    };
    const keepIfTyped = () => { if (unkept()) keep(); };

    text.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, 800);
    });
    window.addEventListener("online", keepIfTyped);
    document.addEventListener("visibilitychange", () => { if (document.hidden) keepIfTyped(); });
    window.addEventListener("beforeunload", (event) => {
      if (!unkept()) return;
      const long = encodeURIComponent(text.value).length > SENT_WHILE_LEAVING / 2;
      if (lost || busy || long) event.preventDefault();
      keep();
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

  // Who leaves a text that is kept nowhere yet is asked first, also when it came back to be looked at.
  const warnOfTyped = (form) => {
    const texts = [...form.querySelectorAll("textarea")];
    const came = texts.map((text) => text.value);
    const back = form.closest("[data-typed]") !== null;
    let leaving = false;
    form.addEventListener("submit", () => { leaving = true; });
    window.addEventListener("beforeunload", (event) => {
      const typed = texts.some((text, turn) => text.value !== came[turn] || (back && text.value));
      if (typed && !leaving) event.preventDefault();
    });
  };

  document.querySelectorAll(".nav-toggle").forEach(openMenu);
  document.querySelectorAll("form[data-keep]").forEach(keepTyped);
  document.querySelectorAll("form[method=post]:not([data-keep])").forEach(warnOfTyped);
  document.querySelectorAll("form[data-bulk]").forEach(countChosen);
  document.querySelectorAll("form[method=post]").forEach(sendOnce);
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
