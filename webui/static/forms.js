// Conveniences of every form; without this file all of them still work.
"use strict";

// Another blank input for a fact that takes several values.
for (const inputs of document.querySelectorAll("[data-several]")) {
  const first = inputs.querySelector("input, textarea");
  if (!first || inputs.closest("fieldset[disabled]")) continue;
  const more = document.createElement("button");
  more.type = "button";
  more.className = "more";
  more.textContent = "再加一个";
  more.addEventListener("click", () => {
    const blank = first.cloneNode(false);
    blank.value = "";
    blank.textContent = "";
    blank.removeAttribute("id");
    inputs.insertBefore(blank, more);
    blank.focus();
  });
  inputs.append(more);
}

// What refused the form is read first.
document.getElementById("refusal")?.focus();

// The list of persons closes when somebody clicks elsewhere or presses Escape.
const list = document.querySelector(".switch");
document.addEventListener("click", (event) => {
  if (list && !list.contains(event.target)) list.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && list) list.open = false;
});

// A form is sent once, however often the button is pressed; coming back by the browser's history frees it.
for (const form of document.querySelectorAll("form.sheet")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form.sheet")) delete form.dataset.sent;
});
