// The checklist by keyboard: 1 to 5 answer, J and K move, E writes, Ctrl+Enter saves. Nothing typed is lost.
"use strict";

(() => {
  const root = document.querySelector(".cards");
  if (!root || !root.querySelector("button.save")) return; // nothing can be answered now
  const all = () => [...root.querySelectorAll(".item")];
  let current = null;

  function select(card, { scroll = true } = {}) {
    if (!card) return;
    current?.classList.remove("current");
    current = card;
    card.classList.add("current");
    if (scroll) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    }
    const domain = card.closest(".domain")?.dataset.domain;
    for (const link of document.querySelectorAll(".domains a")) link.classList.toggle("here", link.dataset.domain === domain);
  }

  function step(by) {
    const cards = all();
    select(cards[Math.min(cards.length - 1, Math.max(0, cards.indexOf(current) + by))]);
  }

  function nextOpen() {
    const cards = all();
    const from = cards.indexOf(current) + 1;
    select([...cards.slice(from), ...cards.slice(0, from)].find((card) => !("answered" in card.dataset)));
  }

  function mark(card, unsaved, said = "未保存，已留底") {
    const note = card.querySelector("[data-unsaved]");
    if (note) [note.hidden, note.textContent] = [!unsaved, said];
    card.toggleAttribute("data-dirty", unsaved);
    const open = root.querySelectorAll("[data-dirty]").length;
    const total = document.querySelector(".progress-unsaved");
    [total.hidden, total.textContent] = [!open, `${open} 项未保存`];
  }

  function progress() {
    const cards = all();
    const done = cards.filter((card) => "answered" in card.dataset).length;
    document.querySelector("[data-done]").textContent = done;
    document.querySelector("#progress .meter-front").setAttribute("width", (100 * done) / cards.length);
    for (const domain of root.querySelectorAll(".domain")) {
      const mine = [...domain.querySelectorAll(".item")];
      const answered = mine.filter((card) => "answered" in card.dataset).length;
      const link = document.querySelector(`.domains a[data-domain="${domain.dataset.domain}"]`);
      link.querySelector(".domain-count").textContent = `${answered}/${mine.length}`;
      link.classList.toggle("full", answered === mine.length);
    }
  }

  async function save(card) {
    if (card.dataset.saving) return;
    card.dataset.saving = "yes";
    drafts.keep(card);
    const form = card.querySelector("form");
    const before = JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" }, redirect: "error" });
    } catch {
      mark(card, true, "未保存：连不上服务器，已留底，请再按“保存”");
      return;
    } finally {
      delete card.dataset.saving;
    }
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".item");
    if (!fresh) {
      mark(card, true, answer.status === 400 ? "未保存：页面已失效，请刷新，填写的内容已留底" : `未保存（${answer.status}），已留底，请刷新页面再试`);
      return;
    }
    const after = JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
    if (answer.ok && before !== after) {
      // Somebody typed on while it was being saved: keep the newer text, take the new version.
      form.elements.seen.value = fresh.dataset.version;
      drafts.keep(card);
      mark(card, true);
      return;
    }
    const was = current === card;
    card.replaceWith(fresh);
    ready(fresh);
    if (answer.ok) drafts.drop(fresh);
    else drafts.keep(fresh);
    mark(fresh, !answer.ok);
    progress();
    if (!was) return;
    select(fresh);
    if (answer.ok) step(1);
    else fresh.querySelector(".wrong textarea, .wrong input, [role=alert]")?.focus();
  }

  function choose(card, key) {
    const radio = card.querySelectorAll("input[name=verdict]")[Number(key) - 1];
    if (!radio) return;
    radio.checked = true;
    chosen(card, radio);
  }

  function chosen(card, radio) {
    mark(card, drafts.keep(card));
    const facts = card.querySelector("textarea[name=facts]");
    const needs = ["partial", "non_compliant", "unverified"].includes(radio.value) && !facts.value.trim();
    if (needs) facts.focus();
    else save(card);
  }

  function ready(card) {
    if (!("refused" in card.dataset)) drafts.learn(card);
    else drafts.shown.set(card, {});
    const form = card.querySelector("form");
    form.addEventListener("input", () => mark(card, drafts.keep(card)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(card);
    });
    // A click answers as a key does; arrow keys inside the row only choose.
    for (const label of card.querySelectorAll("label.verdict")) {
      label.addEventListener("click", (event) => {
        if (event.target.tagName !== "INPUT" || event.detail === 0) return;
        chosen(card, event.target);
      });
    }
    card.addEventListener("focusin", () => select(card, { scroll: false }));
  }

  const typing = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  const keys = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), u: nextOpen,
    e: () => current?.querySelector("textarea[name=facts]").focus(),
    h: () => current?.querySelector(".item-help").toggleAttribute("open"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // a Chinese input method is choosing a word
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (current) save(current);
    } else if (event.key === "Escape" && typing(event.target)) {
      current?.focus();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      if (/^[1-5]$/.test(event.key) && current) choose(current, event.key);
      else if (!keys[event.key]) return;
      else keys[event.key]();
      event.preventDefault();
    }
  });

  for (const card of all()) {
    ready(card);
    if (drafts.restore(card)) mark(card, true, "未保存的草稿，已取回");
  }
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named?.matches(".item")) select(named);
  else select(all().find((card) => !("answered" in card.dataset)) ?? all()[0], { scroll: false });
  progress();
})();
