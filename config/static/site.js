// Quicker ways through pages that also work without this file. No framework; each section stands alone.
(() => {
  "use strict";

  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const on = (name, act, target = document) => target.addEventListener(name, act);

  // Browsers may refuse storage (private windows, policies): then nothing is remembered, and nothing breaks.
  const stored = {
    get(key) {
      try { return localStorage.getItem(key); } catch { return null; }
    },
    set(key, value) {
      try { localStorage.setItem(key, value); } catch { /* full or refused */ }
    },
    drop(key) {
      try { localStorage.removeItem(key); } catch { /* refused */ }
    },
    keys() {
      try { return Object.keys(localStorage); } catch { return []; }
    },
  };

  const typing = (element) =>
    element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=submit])");
  const visible = (element) => element.getClientRects().length > 0;

  // --- passkeys: allauth's scripts come when somebody presses the button that needs them, not with every sign-in --------

  const load = (address) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    on("load", done, script);
    on("error", failed, script);
    document.head.append(script);
  });

  function passkeys() {
    const scripts = $("[data-passkeys]")?.dataset.passkeys.split(" ");
    if (!scripts) return;
    for (const wanted of $$("script[data-allauth-onload]")) {
      const options = JSON.parse(wanted.textContent);
      const { login, add, authenticate } = options.ids;
      const button = document.getElementById(login || add || authenticate);
      let loading = false;
      const first = async (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (loading) return;
        loading = true;
        try {
          for (const script of scripts) await load(script);
        } finally {
          loading = false; // where the connection broke, pressing again tries again
        }
        button.removeEventListener("click", first);
        window.allauth.webauthn.forms[wanted.dataset.allauthOnload.split(".").at(-1)](options);
        button.click();
      };
      on("click", first, button);
    }
  }

  // --- errors: the summary is read first -----------------------------------------------------------------------------

  const focusSummary = (within) => $("[data-error-summary]", within)?.focus();

  // --- keyboard: "/" to the search, j and k between rows, x ticks; one switch for those whom single keys disturb --------

  const SHORTCUTS = "shortcuts";
  const shortcutsOn = () => stored.get(SHORTCUTS) !== "off";

  function shortcutSwitch() {
    const button = $("[data-shortcuts]");
    if (!button) return;
    const say = () => {
      button.textContent = shortcutsOn()
        ? "Keyboard: / searches, j and k move, x ticks. Turn off"
        : "Turn keyboard shortcuts on";
    };
    button.hidden = false;
    say();
    on("click", () => {
      stored.set(SHORTCUTS, shortcutsOn() ? "off" : "on");
      say();
    }, button);
  }

  const linkOf = (row) => $("th a[href]", row) || $("a[href]", row);
  const rowsOf = (list) => $$("tbody tr:not(.grp), :scope > li", list).filter((row) => visible(row) && linkOf(row));

  function moveInRows(event) {
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const step = arrow || { j: 1, k: -1 }[event.key];
    const here = event.target.closest("[data-rows]");
    // Arrows scroll the page as ever, until one stands on a row.
    const list = here || (arrow ? null : $$("[data-rows]").find(visible));
    if (!list) return;
    const rows = rowsOf(list);
    const current = rows.findIndex((row) => row.contains(document.activeElement));
    if (event.key === "x") {
      const box = current >= 0 && $("input[type=checkbox]", rows[current]);
      if (box) box.click();
    } else if (step && (!arrow || current >= 0)) {
      const next = rows[Math.min(Math.max(current + step, 0), rows.length - 1)];
      if (!next) return;
      event.preventDefault();
      linkOf(next).focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  function singleKeys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    if (!shortcutsOn()) return;
    if (event.key === "/") {
      const search = $$("input[type=search]").find(visible);
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (["j", "k", "x", "ArrowDown", "ArrowUp"].includes(event.key)) {
      moveInRows(event);
    }
  }

  // A button that copies what stands in the field beside it. It shows where the browser lets pages copy.
  function copies() {
    if (navigator.clipboard) $$("[data-copy]").forEach((button) => { button.hidden = false; });
  }

  async function copy(event) {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      field.focus(); // selected: Ctrl+C does it
    }
  }

  // Shift+Enter anywhere in a form presses the button that says so: "Save and add another".
  function shiftEnter(event) {
    if (event.key !== "Enter" || !event.shiftKey) return;
    const button = event.target.form && $("[data-shift-enter]", event.target.form);
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  // Ctrl+Enter (or Cmd+Enter) does so too, and alone where Shift+Enter is a new line: in forms that are mostly text.
  function ctrlEnter(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const button = event.target.form && $("[data-ctrl-enter], [data-shift-enter]", event.target.form);
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  // --- importance: how a customer's 100 points are divided follows the one that is chosen --------------------------------
  // The page brings the shares for every importance; they are worked out in one place, by the register.

  function weigh() {
    const chosen = $("[data-weigh] input:checked");
    if (!chosen) return;
    for (const share of $$("[data-shares]")) {
      const points = share.dataset.shares.split(" ")[chosen.value - 1];
      $("b", share).textContent = points;
      $(".fg", share).setAttribute("width", points);
    }
  }

  // --- ticked rows: the bulk bar shows while some are ticked, and counts them --------------------------------------------

  function bulk() {
    for (const bar of $$("[data-bulk]")) {
      const form = bar.closest("form") || document;
      const boxes = $$("[data-rows] tbody input[type=checkbox], [data-rows] > li input[type=checkbox]", form);
      const ticked = boxes.filter((box) => box.checked);
      bar.hidden = ticked.length === 0;
      for (const count of $$("[data-count]", bar)) count.textContent = ticked.length;
      for (const all of $$("[data-all]", form)) {
        all.hidden = false;
        all.checked = ticked.length > 0 && ticked.length === boxes.length;
        all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
      }
      for (const box of boxes) box.closest("tr, li").classList.toggle("sel", box.checked);
    }
  }

  function tickAll(event) {
    const table = event.target.matches("[data-all]") && event.target.closest("[data-rows]");
    if (table) for (const box of $$("tbody input[type=checkbox]", table)) box.checked = event.target.checked;
    if (event.target.type === "checkbox") bulk();
  }

  // --- menus: Escape and a click elsewhere close what is open -------------------------------------------------------------

  function closeMenus(event) {
    for (const menu of $$("details.pop[open]")) {
      if (event.type === "click" && menu.contains(event.target)) continue;
      menu.open = false;
      if (event.type === "keydown" && menu.contains(document.activeElement)) $("summary", menu).focus();
    }
  }

  // --- names that are known: arrows reach the list, Enter and Space choose, Escape clears ---------------------------------

  // While the names for what was typed are on their way, those on the page belong to something else: an arrow waits.
  const onTheWay = new WeakSet();
  let waits = null;

  function nameTyped(event) {
    if (!event.target.matches("[data-known]")) return;
    onTheWay.add(event.target);
    waits = null;
  }

  function namesCame({ target: name, detail }) {
    // The answer to an older question, or its end because of a newer one, is none to this.
    if (!onTheWay.has(name) || detail.requestConfig.parameters.name !== name.value) return;
    onTheWay.delete(name);
    const [first] = radiosOf(name.closest(".fld"));
    if (waits === name && detail.successful && first && document.activeElement === name) choose(first);
    waits = null;
  }

  const radiosOf = (field) => $$(".known input[type=radio]", field);

  function knownNames(event) {
    const field = event.target.closest(".fld");
    const name = field && $("[data-known]", field);
    if (!name) return;
    const radios = radiosOf(field);
    const at = radios.indexOf(event.target);
    const inName = event.target === name;
    if (!inName && at < 0) return;
    if (inName && onTheWay.has(name) && (event.key === "ArrowDown" || (event.key === "Enter" && waits === name))) {
      waits = name;
    } else if (event.key === "ArrowDown" && inName && radios.length) {
      choose(radios.find((radio) => radio.checked) || radios[0]);
    } else if (event.key === "ArrowUp" && at === 0) {
      clear(radios, name);
    } else if (event.key === "Escape" && (at >= 0 || radios.some((radio) => radio.checked))) {
      clear(radios, name);
    } else if (event.key === "Enter" && at >= 0 && !event.shiftKey) {
      // Takes what is shown as chosen and goes on to the next field; only Enter in a text field submits.
      choose(radios[at]);
      nextAfter(radios.at(-1))?.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  function choose(radio) {
    radio.focus();
    if (!radio.checked) radio.click();
  }

  function clear(radios, name) {
    for (const radio of radios) radio.checked = false;
    name.focus();
  }

  function nextAfter(element) {
    const all = $$("input:not([type=hidden]), select, textarea, button, summary", element.form).filter(visible);
    return all[all.indexOf(element) + 1];
  }

  // --- many check boxes: typing shows only those that match; what is ticked always shows ---------------------------------

  const plainWords = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function narrowBoxes(event) {
    if (!event.target.matches("[data-narrow]")) return;
    const words = plainWords(event.target.value).split(/\s+/).filter(Boolean);
    const boxes = $$(".form-check", event.target.closest("fieldset"));
    let shown = 0;
    for (const box of boxes) {
      const matches = words.every((word) => plainWords(box.textContent).includes(word));
      box.hidden = !matches && !$("input", box).checked;
      shown += matches ? 1 : 0;
    }
    $("[data-narrowed]", event.target.parentElement).textContent = words.length ? `${shown} of ${boxes.length} match` : "";
  }

  // Enter while narrowing goes to the first box that is left, instead of saving a form that is half filled in.
  function toFirstBox(event) {
    if (event.key !== "Enter" || !event.target.matches("[data-narrow]")) return;
    event.preventDefault();
    $$(".form-check input", event.target.closest("fieldset")).find(visible)?.focus();
  }

  // --- one press is enough: a pressed button rests until the next page -----------------------------------------------------

  const RESTS = "data-resting";

  function restButtons(event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target) return;
    // After this event, so that the pressed button's own name and value still travel.
    setTimeout(() => {
      for (const button of form.elements) {
        if (button.type !== "submit" || button.disabled) continue;
        button.disabled = true;
        button.setAttribute(RESTS, "");
      }
    });
    // A download leaves the page standing: its buttons work again after a while.
    setTimeout(wakeButtons, 10000);
  }

  function wakeButtons() {
    for (const button of $$(`[${RESTS}]`)) {
      button.disabled = false;
      button.removeAttribute(RESTS);
    }
  }

  // --- drafts: what was typed into form[data-draft] survives errors, expired sessions and closed windows --------------------
  // Kept in this browser, per user; dropped when the register has taken it, at sign-out, and after a week.

  const user = document.body.dataset.user;
  const PREFIX = "draft:";
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const keyOf = (form) => `${PREFIX}${user}:${form.dataset.draft}`;
  const read = (key) => {
    try { return JSON.parse(stored.get(key)); } catch { return null; }
  };

  // The version a form was opened with is part of a draft: restored over a newer one, saving is refused and compared.
  const keeps = (field) =>
    field.name && !field.disabled && (field.name === "version" || !["hidden", "password", "file", "submit", "button", "reset"].includes(field.type));
  const ticks = (field) => ["checkbox", "radio"].includes(field.type);
  const values = (form) =>
    [...form.elements].filter((field) => keeps(field) && (!ticks(field) || field.checked)).map((field) => [field.name, field.value]);

  function fill(form, pairs) {
    const left = [...pairs];
    for (const field of [...form.elements].filter(keeps)) {
      const at = left.findIndex(([name, value]) => name === field.name && (!ticks(field) || value === field.value));
      if (ticks(field)) field.checked = at >= 0;
      else if (at >= 0) field.value = left[at][1];
      if (at >= 0) left.splice(at, 1);
    }
  }

  function saveDraft(form, more = {}) {
    const from = location.href.split("#")[0];
    const named = Boolean(form.elements.kept_for);
    stored.set(keyOf(form), JSON.stringify({ at: Date.now(), from, named, values: values(form), ...more }));
  }

  function restoreDraft(form) {
    const key = keyOf(form);
    const draft = read(key);
    // A form that came back with errors carries what was typed already.
    if (!draft || $("[aria-invalid=true]", form) || $("[data-error-summary]")) return;
    if (JSON.stringify(draft.values) === JSON.stringify(values(form))) return;
    fill(form, draft.values);
    // Typing goes over a name that was kept, not on at its end; a text of several lines is gone on with.
    $("input[autofocus]", form)?.select();
    const time = new Date(draft.at).toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    const line = document.createElement("p");
    line.className = "draft";
    line.setAttribute("role", "status");
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "lnk";
    discard.textContent = "Discard it";
    on("click", () => {
      stored.drop(key);
      form.reset();
      weigh();
      line.remove();
      ($("[autofocus]", form) ?? $("input:not([type=hidden], [type=radio], [type=checkbox]), textarea, select", form))?.focus();
    }, discard);
    line.append(`Draft kept: this is what you typed on ${time}. It is not saved yet. `, discard);
    form.prepend(line);
  }

  // A form whose fields the server keeps as well (kept_for) is told by name when it was taken, in a cookie read once. For any
  // other, a draft that was sent is done with once the answer sent the browser on, from that form, to a page of the same
  // user: an error page, the sign-in page, the Back button, or another way here after a dropped connection are no such answer.
  function takenByName() {
    const found = document.cookie.match(/(?:^|; )taken=([^;]*)/);
    if (found) document.cookie = "taken=; path=/; max-age=0; samesite=lax";
    return found && decodeURIComponent(found[1]);
  }

  function settleDrafts() {
    const [visit] = performance.getEntriesByType("navigation");
    const wentOn = visit?.type === "navigate" && visit.redirectCount > 0 && !("failed" in document.body.dataset);
    const named = takenByName();
    const addressOf = ({ pathname, search }) => pathname + search;
    const taken = (draft) =>
      draft.named ? named === addressOf(new URL(draft.from)) : draft.sent && wentOn && document.referrer === draft.from;
    for (const key of stored.keys().filter((name) => name.startsWith(PREFIX))) {
      const draft = read(key);
      const mine = user && key.startsWith(`${PREFIX}${user}:`);
      if (!draft || Date.now() - draft.at > WEEK || (mine && taken(draft))) stored.drop(key);
    }
    unsend();
  }

  function unsend() {
    for (const key of stored.keys().filter((name) => name.startsWith(PREFIX))) {
      const draft = read(key);
      if (draft.sent) stored.set(key, JSON.stringify({ ...draft, sent: false }));
    }
  }

  function drafts() {
    settleDrafts();
    if (user) $$("form[data-draft]").forEach(restoreDraft);
  }

  let waiting;
  function draftTyped(event) {
    const form = event.target.form;
    if (!user || !form?.matches("[data-draft]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => saveDraft(form), 300);
  }

  function draftCancelled(event) {
    const link = event.target.closest?.("form[data-draft] a");
    if (!user || !link?.textContent.trim().startsWith("Cancel")) return;
    clearTimeout(waiting);
    stored.drop(keyOf(link.closest("form")));
  }

  function draftSent(event) {
    if (event.target.matches("[data-sign-out]")) {
      for (const key of stored.keys()) if (key.startsWith(`${PREFIX}${user}:`)) stored.drop(key);
    } else if (user && event.target.matches("[data-draft]") && !event.defaultPrevented) {
      clearTimeout(waiting);
      saveDraft(event.target, { sent: true });
    }
  }

  // --- htmx: a part that could not be fetched is said; a whole page (the sign-in, say) is never put into a part -----------------

  function beforeSwap(event) {
    const { xhr, target } = event.detail;
    if (target === document.body || !/^\s*<!doctype/i.test(xhr.responseText)) return;
    event.detail.shouldSwap = false;
    // A form that arrived signed out: the server keeps what was typed, and brings it back after the sign-in.
    if (event.detail.requestConfig.verb === "post" && $("[name=kept_for]", target)) location.assign(xhr.responseURL);
  }

  function partFailed() {
    let line = $("#part-failed");
    if (!line) {
      line = document.createElement("p");
      line.id = "part-failed";
      line.className = "msg warning";
      line.setAttribute("role", "status");
      $("main").prepend(line);
    }
    line.textContent = "Part of this page could not be fetched. What you typed is still here; saving works as ever.";
  }

  // --- the matrix: arrows move between cells, a cell is changed where it stands, Escape leaves it as it was ------------------
  // One stop of the Tab key for all of it. Without this, or with a new tab asked for, a cell is a link to its own page.

  const lineOf = (row) => $$("th[scope=row] a, td[id] > a", row);
  const lines = (table) => $$("tbody tr:not(.grp)", table);

  function matrix() {
    for (const table of $$("[data-matrix]")) {
      table.setAttribute("role", "grid");
      const links = lines(table).flatMap(lineOf);
      for (const link of links) link.tabIndex = -1;
      // Back from a cell's own page, or from saving: that cell is where one stands.
      const meant = links.find((link) => link.closest("td") && `#${link.closest("td").id}` === location.hash);
      if (meant || links[0]) (meant || links[0]).tabIndex = 0;
      if (meant) meant.focus();
    }
    for (const hint of $$("[data-keys]")) hint.hidden = false;
  }

  const inMatrix = (element) => element.closest("[data-matrix] tbody");

  function standOn(link) {
    for (const other of $$("[data-matrix] tbody a[tabindex='0']")) other.tabIndex = -1;
    link.tabIndex = 0;
  }

  function matrixFocus(event) {
    if (event.target.matches("a[tabindex]") && inMatrix(event.target) && !event.target.closest("[data-place]")) standOn(event.target);
  }

  function matrixKeys(event) {
    const place = event.target.closest("[data-place]");
    if (place) {
      if (event.key === "Escape") leave(place);
      else if (event.key === "Enter" && event.target.matches("select")) place.requestSubmit();
      else return;
      event.preventDefault();
      return;
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step || !event.target.matches("a") || !inMatrix(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    const table = event.target.closest("table");
    const rows = lines(table);
    const row = event.target.closest("tr");
    const at = lineOf(row).indexOf(event.target);
    if (at < 0) return;
    const next = rows[rows.indexOf(row) + step[0]];
    const to = next && lineOf(next)[at + step[1]];
    event.preventDefault();
    to?.focus();
  }

  const before = new WeakMap(); // what stood in a cell that is being changed

  function openCell(event) {
    const left = event.target.closest("[data-leave]");
    const link = event.target.closest("[data-matrix] td[id] > a");
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (left?.closest("[data-place]")) {
      event.preventDefault();
      leave(left.closest("[data-place]"));
    } else if (link && "htmx" in window) {
      event.preventDefault();
      // One at a time: what was begun elsewhere is not lost.
      const begun = $("[data-place]");
      if (begun && changed(begun)) return $("select", begun).focus();
      if (begun) leave(begun);
      const cell = link.closest("td");
      before.set(cell, [...cell.childNodes]);
      htmx.ajax("GET", link.href, { target: cell, swap: "innerHTML" });
    }
  }

  const changed = (form) => $(".err", form) || $$("select, input", form).some((field) =>
    field.matches("select") ? !field.selectedOptions[0]?.defaultSelected : field.value !== field.defaultValue);

  function leave(place) {
    const cell = place.closest("td");
    cell.replaceChildren(...before.get(cell));
    $("a", cell)?.focus();
  }

  function matrixSwapped(event) {
    const table = $("[data-matrix]");
    if (!table) return;
    const place = $("[data-place]", event.target);
    if (place) return $("select", place).focus();
    // A saved row came anew: its cells are not stops of the Tab key, but for the one that was changed.
    const links = lines(table).flatMap(lineOf).filter((link) => !link.hasAttribute("tabindex"));
    if (!links.length) return;
    for (const link of links) link.tabIndex = -1;
    const cell = document.getElementById(event.detail.requestConfig?.elt?.closest?.("td")?.id);
    const here = (cell && $("a", cell)) || links[0];
    standOn(here);
    here.focus();
  }

  // --- rows that are saved one by one: Enter saves the one where one stands, and goes on to the next --------------------------
  // Without this, every button saves all that was typed on the page.

  const rowsOfForm = (form) => $$("[data-row]", form);

  function rowKeys(event) {
    const row = event.target.closest("[data-by-row] [data-row]");
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !row || !event.target.matches("input, textarea")) return;
    event.preventDefault();
    saveRow(row);
  }

  function rowSent(event) {
    const row = event.submitter?.closest("[data-by-row] [data-row]");
    if (!row) return;
    event.preventDefault();
    saveRow(row, event.submitter);
  }

  async function saveRow(row, button) {
    const { form } = row;
    if (row.hasAttribute("aria-busy")) return;
    const sent = new FormData();
    sent.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const field of $$("input, select, textarea", row)) sent.append(field.name, field.value);
    if (button?.name) sent.append(button.name, button.value);
    // One goes on at once; what turns out wrong brings one back.
    row.setAttribute("aria-busy", "true");
    toNextRow(row);
    let answer, text;
    try {
      answer = await fetch(row.dataset.row, { method: "POST", body: sent, redirect: "manual" });
      text = await answer.text();
    } catch {
      row.removeAttribute("aria-busy");
      return partFailed();
    }
    row.removeAttribute("aria-busy");
    // Signed out meanwhile: the page as a whole is sent, so that what was typed is kept.
    if (answer.type === "opaqueredirect" || answer.status === 403) return form.submit();
    if (![200, 409, 422].includes(answer.status)) return partFailed();
    const place = document.createElement("template");
    place.innerHTML = text;
    const fresh = $("[data-row]", place.content);
    const hadFocus = row.contains(document.activeElement);
    row.replaceWith(fresh);
    const wrong = $("[aria-invalid=true]", fresh);
    if (wrong || hadFocus) (wrong || $("input:not([type=hidden])", fresh)).focus();
    if (!wrong) $("[data-heard-said]").textContent = fresh.dataset.heard;
    $("[data-row-said]").textContent = fresh.dataset.said;
  }

  function toNextRow(row) {
    const all = rowsOfForm(row.form);
    const next = all[all.indexOf(row) + 1];
    const field = next ? $("input:not([type=hidden])", next) : $("[data-after-rows]", row.form);
    field?.focus();
    field?.select?.();
    (next || field)?.scrollIntoView({ block: "nearest" });
  }

  // --- tabs: on a narrow screen the current one is brought into view ------------------------------------------------------

  function showTab() {
    const current = $(".tabs [aria-current]");
    if (current) current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.offsetLeft - 16;
  }

  // --- start ---------------------------------------------------------------------------------------------------------------------

  on("keydown", (event) => {
    knownNames(event);
    toFirstBox(event);
    matrixKeys(event);
    rowKeys(event);
    if (event.defaultPrevented) return;
    shiftEnter(event);
    ctrlEnter(event);
    if (event.key === "Escape") closeMenus(event);
    else singleKeys(event);
  });
  on("click", closeMenus);
  on("click", openCell);
  on("click", copy);
  on("focusin", matrixFocus);
  on("change", tickAll);
  on("change", weigh);
  on("input", narrowBoxes);
  on("input", nameTyped);
  on("input", draftTyped);
  on("change", draftTyped);
  on("click", draftCancelled);
  on("submit", rowSent);
  on("submit", draftSent);
  on("submit", restButtons);
  on("pageshow", wakeButtons, window);
  on("pageshow", (event) => { if (event.persisted) unsend(); }, window);
  on("htmx:beforeSwap", beforeSwap);
  on("htmx:sendError", partFailed);
  on("htmx:responseError", partFailed);
  on("htmx:afterSwap", (event) => {
    focusSummary(event.target);
    bulk();
  });
  on("htmx:afterRequest", namesCame);
  on("htmx:afterSettle", matrixSwapped); // when its form is htmx's: an Enter before would leave the page

  drafts();
  weigh();
  focusSummary(document);
  shortcutSwitch();
  passkeys();
  copies();
  showTab();
  matrix();
  bulk();
})();
