// The log of a meeting: Enter writes the line without the page being loaded anew. Nothing typed is lost.
"use strict";

(() => {
  const form = document.querySelector("form.logger");
  if (!form) return; // the minutes are signed
  const line = form.elements.text;
  line.addEventListener("keydown", (event) => {
    // A Chinese input method takes Enter as "these letters": that is no line yet.
    if (event.key === "Enter" && event.isComposing) event.preventDefault();
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    const sent = line.value;
    const body = new FormData(form);
    line.value = ""; // the next line may be typed while this one is on its way
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body });
    } catch {
      back(sent);
      tell("没有记下：连不上服务器，请再按回车");
      return;
    } finally {
      delete form.dataset.sending;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const log = page.getElementById("log");
    if (!answer.ok || !log) {
      const texts = (which) => [...page.querySelectorAll(which)].map((one) => one.textContent.trim());
      const marked = texts(".wrong-text");
      const said = marked.length ? marked : texts("#refusal li");
      back(sent);
      tell(said.join(" ") || `没有记下（${answer.status}），请刷新页面再试`);
      return;
    }
    document.getElementById("log").replaceWith(log);
    tell("");
    line.focus();
  });

  // What was not written down stands on the line again, before what was typed meanwhile.
  function back(sent) {
    line.value = sent + line.value;
    line.focus();
  }

  function tell(text) {
    let place = form.querySelector("[data-told]");
    if (!place) {
      place = document.createElement("p");
      place.className = "wrong-text";
      place.dataset.told = "";
      place.setAttribute("role", "alert");
      form.append(place);
    }
    [place.hidden, place.textContent] = [!text, text];
  }
})();
