// Drafts of the checklist: what was typed and not yet saved, kept on this machine by case, person and item.
"use strict";

const drafts = (() => {
  const cards = document.querySelector(".cards");
  if (!cards) return null;
  const prefix = `casework-draft:${cards.dataset.case}:${cards.dataset.actor}:`;

  // Everything a card holds, except what only belongs to the page; files cannot be kept.
  function typed(form) {
    const kept = {};
    for (const [name, value] of new FormData(form)) {
      if (name === "csrf_token" || typeof value !== "string" || name.startsWith("held-")) continue;
      (kept[name] ??= []).push(value);
    }
    return kept;
  }

  function same(one, other) {
    const told = (kept) =>
      JSON.stringify(
        Object.entries(kept)
          .filter(([name]) => name !== "seen")
          .map(([name, values]) => [name, values.filter((value) => value.trim() !== "")])
          .filter(([, values]) => values.length)
          .sort(),
      );
    return told(one) === told(other);
  }

  function put(form, kept) {
    for (const [name, values] of Object.entries(kept)) {
      const fields = [...form.elements].filter((field) => field.name === name && field.type !== "file");
      fields.forEach((field, place) => {
        if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
        else field.value = values[place] ?? "";
      });
    }
  }

  return {
    // What the server sent, to compare with; a refused card came back with what was typed.
    shown: new WeakMap(),
    learn(card) {
      this.shown.set(card, typed(card.querySelector("form")));
    },
    keep(card) {
      const now = typed(card.querySelector("form"));
      const changed = !same(now, this.shown.get(card)) || "refused" in card.dataset;
      try {
        if (changed) localStorage.setItem(prefix + card.dataset.item, JSON.stringify(now));
        else localStorage.removeItem(prefix + card.dataset.item);
      } catch {
        // Storage may be full or switched off; the page itself still holds the text.
      }
      return changed;
    },
    drop(card) {
      try {
        localStorage.removeItem(prefix + card.dataset.item);
      } catch {
        // As above.
      }
    },
    restore(card) {
      let kept = null;
      try {
        kept = JSON.parse(localStorage.getItem(prefix + card.dataset.item));
      } catch {
        return false;
      }
      if (!kept || same(kept, this.shown.get(card))) {
        this.drop(card);
        return false;
      }
      // With the version it was typed against: if somebody answered meanwhile, the server says so.
      put(card.querySelector("form"), kept);
      return true;
    },
  };
})();
