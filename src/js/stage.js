// What the proxy page and the landing page have in common: texts, a status line, a retry button.

const TEXTS = {
  asking: "Connecting …",
  framed: "",
  ready: "",
  delivering: "Handing the result to the app …",
  delivered: "Done.",
  sent: "The result was sent to the app.",
  refused: "The app refused the result.",
  failed: "The result could not be handed over.",
  unopened: "The marketplace could not be opened.",
  closable: "You can close this window.",
  retry: "Retry",
  direct: "Not loading? Open directly",
  framing: "This page must not be shown in a frame.",
  reason: "({message})",
};

/** Removes what may have the focus, which would be lost with it. */
export function removeFocused(element, next) {
  const focused = document.activeElement === element;
  element.remove();
  if (focused) next.focus();
}

/** The live region and the texts of a proxy or landing page. */
export function stage(root, options) {
  const status = root.querySelector("[data-launch-status]") ?? root.appendChild(document.createElement("p"));
  status.setAttribute("role", "status");
  status.tabIndex = -1;
  const text = (name) => options.texts?.[name] ?? root.dataset["text" + name[0].toUpperCase() + name.slice(1)] ?? TEXTS[name];
  let retry;
  const offerRetry = (again) => {
    if (!again || retry) return;
    retry = status.insertAdjacentElement("afterend", document.createElement("button"));
    retry.type = "button";
    retry.textContent = text("retry");
    retry.addEventListener("click", () => {
      removeFocused(retry, status);
      retry = undefined;
      again();
    });
  };
  const show = (state, message, error) => {
    status.dataset.state = state;
    if (error) status.dataset.code = error.code;
    else delete status.dataset.code;
    const reason = error && text("reason").replace(/\{(code|message)\}/g, (_, name) => error[name]);
    status.textContent = reason ? `${message} ${reason}` : message;
  };
  return { text, show, offerRetry };
}

export function settingsOf(root, options) {
  const { marketplaceOrigin, deliverTo, backend, ack } = root.dataset;
  // Options inherit nothing.
  const given = Object.assign(Object.create(null), { marketplaceOrigin, deliverTo, backend, ack });
  for (const name of Object.keys(given)) given[name] = options[name] ?? given[name];
  if (typeof given.backend === "object") {
    given.backendOptions = given.backend;
    delete given.backend;
  }
  return given;
}

/** Close the window; where the browser will not have it, say that the customer may. */
export function closeWindow(view, state) {
  window.close();
  setTimeout(() => {
    if (!window.closed) view.show(state, `${view.text(state)} ${view.text("closable")}`);
  }, 400);
}
