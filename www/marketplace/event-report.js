// One article per event sent: the answer, what was signed, what was sent.

import { element } from "../shared/dom.js";

const HIDDEN = "••••••••";

/** What the last answer means to the marketplace. */
export function verdictOf({ event, answers, callerError }) {
  const { status } = answers.at(-1);
  const fine = status >= 200 && status < 300;
  if (callerError) {
    const words = `the host answered ${status}, so the installation is rejected.`;
    return { badge: "rejected", state: "refused", words };
  }
  const asked = event.includes("InstallationValidation") ? ", so the installation may go on" : "";
  if (fine) return { badge: "accepted", state: "delivered", words: `the host answered ${status}${asked}.` };
  return { badge: "refused", state: "failed", words: `the host answered ${status} and did not take it.` };
}

/** @param {number} number @param report what the server tells of one event */
export function reportView(number, report) {
  const { badge, state, words } = verdictOf(report);
  const title = `event-${number}`;
  return element(
    "article",
    { class: "card", "aria-labelledby": title, dataset: { event: report.event, how: report.how, state } },
    element(
      "div",
      { class: "head" },
      element("h3", { id: title }, `Event ${number}: `, element("code", {}, report.event)),
      element("span", { class: "badge" }, badge),
    ),
    element("p", {}, words[0].toUpperCase() + words.slice(1)),
    answerList(report.answers),
    callerError(report.callerError),
    signed(report),
    sent(report),
  );
}

function answerList(answers) {
  const name = (at) => (answers.length > 1 ? `Answer ${at + 1}` : "Answer");
  return element(
    "div",
    { class: "answers" },
    ...answers.map(({ status, body, milliseconds }, at) =>
      element(
        "p",
        { dataset: { status } },
        `${name(at)}: `,
        element("strong", {}, String(status)),
        ` after ${milliseconds} ms `,
        body ? element("code", {}, body) : null,
      ),
    ),
  );
}

function callerError(error) {
  if (!error) return null;
  return element(
    "section",
    { class: "caller" },
    element("h4", {}, "What the caller of the installation is told"),
    block("The caller’s error", JSON.stringify(error, null, 2)),
    error.details ? null : element("p", { class: "note" }, "The host gave no details."),
  );
}

function signed({ signed: parts, headers }) {
  const text = parts.map((part) => part.text).join("");
  const [, signature] = headers.find(([name]) => name === "x-signature");
  const command = `printf %s ${quoted(text)} |\n  openssl dgst -sha256 -hmac "$CLIENT_SECRET"`;
  return element(
    "details",
    { class: "signed" },
    element("summary", {}, "What was signed"),
    element("p", {}, `${parts.map((part) => part.name).join(" + ")}, with nothing between them:`),
    block("The signed text", ...parts.map(({ name, text }) => element("span", { title: name }, text))),
    element("p", {}, "HMAC-SHA-256 of it under the client secret ", element("code", {}, HIDDEN), ", in hex:"),
    block("The signature", signature),
    element(
      "p",
      { class: "note" },
      "The secret stays on the server. This demo’s is that of the published example, so your own code can be held against it:",
    ),
    block("The same in a shell", command),
  );
}

function sent({ how, url, headers, body }) {
  const lines = [`POST ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`), "", body];
  return element(
    "details",
    { class: "request" },
    element("summary", {}, "What was sent"),
    how === "tampered" ? element("p", {}, "This body is not the one that was signed.") : null,
    block("The request", lines.join("\n")),
  );
}

/** A text as one word of a shell. */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function block(label, ...content) {
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "group", "aria-label": label },
    element("pre", {}, ...content),
  );
}
