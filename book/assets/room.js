// What a class answers, without accounts: the letters that a teacher hears, counts or pastes, as bars behind the choices.
(() => {
  const field = document.querySelector(".v2v-hands"),
    input = field.querySelector("input"),
    told = field.querySelector("output");
  const CHOICES = ".v2v-task-choice, details[name] > summary";
  const given = new WeakMap(); // {a question: what was typed for it}
  let step = null,
    choices = [];

  /** Count letters: "ABBA", "12 A 7 B", or lines of a chat in which a letter stands by itself, "Ann: B". */
  function counted(text, size) {
    const counts = Array(size).fill(0);
    const add = (letter, times) => {
      const place = letter.toUpperCase().charCodeAt(0) - 65;
      if (place < size) counts[place] += times;
    };
    const last = String.fromCharCode(64 + size);
    const heard = new RegExp(`(\\d*)\\s*(?<!\\p{L})([A-${last}]+)(?!\\p{L})`, "giu");
    for (const [, times, letters] of text.matchAll(heard)) {
      for (const one of letters) add(one, letters.length === 1 ? Number(times || 1) : 1);
    }
    return counts;
  }

  function show() {
    const counts = counted(input.value, choices.length),
      sum = counts.reduce((all, one) => all + one, 0);
    for (const [i, choice] of choices.entries()) {
      choice.classList.toggle("v2v-counted", sum > 0);
      choice.style.setProperty("--v2v-share", `${sum ? (100 * counts[i]) / sum : 0}%`);
      choice.dataset.count = counts[i];
    }
    told.textContent = sum ? `${counts.map((n, i) => `${String.fromCharCode(65 + i)} ${n}`).join(", ")} of ${sum}` : "";
  }

  input.addEventListener("input", () => {
    given.set(step, input.value);
    show();
  });
  addEventListener("v2v-step", ({ target }) => {
    step = target;
    choices = [...step.querySelectorAll(CHOICES)];
    field.hidden = !choices.length;
    if (field.hidden) return;
    input.value = given.get(step) ?? "";
    show();
  });
})();
