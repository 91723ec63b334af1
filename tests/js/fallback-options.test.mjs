// What the page's fallback takes as configuration, and which way it goes: the tables of the Rust tests.

import assert from "node:assert/strict";
import { test } from "node:test";

import { between, constant, rows, rust } from "./fallback-tables.mjs";
import { otherWindow, page, site } from "./fallback-world.mjs";

const APP = "https://app.example";
const LANDING = "https://app.example/landing";
const SMALL = { accountId: "a", cycles: [] };

function where({ opened = false, framed = false } = {}) {
  const opener = opened ? otherWindow() : null;
  const parent = framed ? otherWindow() : undefined;
  const here = page("fallback-page", { at: site("https://marketplace.example"), opener, parent });
  return { ...here, opened: opener, framing: parent };
}

const { script } = where();

/** The code and the place of what is refused; nothing for what is taken. */
function refusal(options) {
  try {
    new script.PageSender(options, () => {});
    return undefined;
  } catch ({ name, code, path, message }) {
    assert.equal(name, "LaunchError");
    assert.ok(message.includes(code));
    return [code, path];
  }
}

// Addresses, long names and high ports are not looked at closely: no browser reports an origin that is equal
// to these.
const ODD = /^https?:\/\/(\[|[\d.]+$|.*\.(\d+|0x\w+)$|0x|127\.|.*:65536$)/;

test("every origin of the Rust table is taken or refused as it says", () => {
  const table = rows(rust("origin"));
  assert.ok(table.length > 130, `${table.length} origins`);
  for (const [text, reason] of table) {
    // A list is separated by white space; a text with white space in it is more than one origin.
    if (/[\t\n\f\r ]/.test(text) || text === "") continue;
    const refused = refusal({ targetOrigin: text });
    if (!reason) assert.equal(refused, undefined, text);
    else if (refused || !ODD.test(text)) assert.deepEqual(refused, ["ORIGIN_INVALID", "targetOrigin"], text);
  }
});

test("there is no way to write any origin", () => {
  for (const text of ["*", "https://*", `${APP} *`, "https://*.app.example", "null"]) {
    for (const targetOrigin of [text, [text], [APP, text]]) {
      assert.deepEqual(refusal({ targetOrigin }), ["ORIGIN_INVALID", "targetOrigin"]);
    }
  }
});

test("a redirect goes to a registered page of ours with room for the result", () => {
  const table = rows(between(rust("redirect_target"), "fn a_target_is", "fn only_a_registered"));
  assert.ok(table.length > 35, `${table.length} targets`);
  for (const [text, reason] of table) {
    if (/[\t\n\f\r ]/.test(text) || text === "") continue;
    assert.deepEqual(refusal({ redirectUri: text }), reason && ["REDIRECT_INVALID", "redirectUri"], text);
  }
  const both = ["https://app.example/a", "https://b.example/b"];
  for (const [redirectTo, good] of [
    [both[0], true],
    [both[1], true],
    ["https://b.example/b/", false],
    ["https://B.example/b", false],
    ["https://evil.example/", false],
    ["javascript:alert(1)", false],
  ]) {
    for (const redirectUri of [both, both.join("\n")]) {
      assert.deepEqual(refusal({ redirectUri, redirectTo }), good ? undefined : ["REDIRECT_NOT_REGISTERED", "redirectTo"]);
    }
  }
  assert.deepEqual(refusal({ targetOrigin: APP, redirectTo: LANDING }), ["REDIRECT_NOT_REGISTERED", "redirectTo"]);
});

test("words are known words", () => {
  for (const [name, good, bad] of [
    ["via", ["", "auto", "opener", "parent", "redirect"], ["popup", "Auto", "opener parent"]],
    ["ack", ["", "optional", "required", "none"], ["yes", "Required", true]],
    ["responseMode", ["", "fragment", "fragment query form_post", " query\tfragment ", ["query", "fragment"]], ["Fragment", "form-post", "query,fragment", "fragment hash"]],
  ]) {
    const options = { targetOrigin: APP, redirectUri: LANDING };
    for (const value of good) assert.equal(refusal({ ...options, [name]: value }), undefined, `${name} ${value}`);
    for (const value of bad) assert.deepEqual(refusal({ ...options, [name]: value }), ["OPTION_INVALID", name], `${name} ${value}`);
  }
});

test("every page and configuration goes the way of the Rust table", () => {
  const pages = [{}, { opened: true }, { framed: true }, { framed: true, opened: true }];
  let checked = 0;
  for (const row of constant(rust("delivery"), "WAYS").trim().split("\n")) {
    const [via, configured, ...expected] = row.trim().split(/\s+/);
    pages.forEach((kind, index) => {
      const it = where(kind);
      const seen = [];
      const options = { via, ...(configured.includes("t") && { targetOrigin: APP }), ...(configured.includes("r") && { redirectUri: LANDING }) };
      new it.script.PageSender(options, ({ error }) => error && seen.push(error.path || "-")).deliver(SMALL);
      if (it.opened?.posts.length) seen.push("o");
      if (it.framing?.posts.length) seen.push("p");
      if (it.left.assigned.length) seen.push("r");
      // Of several ways the first is gone; the next one follows only when that fails.
      assert.deepEqual(seen, [expected[index].replace("or", "o")], `${row}: ${JSON.stringify(kind)}`);
      checked++;
    });
  }
  assert.equal(checked, 64);
});

test("each mode puts the text in its place, and what does not fit goes by the next one or not at all", () => {
  const fits = (cap, more = "") => {
    const empty = JSON.stringify({ ...SMALL, accountId: more });
    return { ...SMALL, accountId: "x".repeat((cap / 4) * 3 - Buffer.byteLength(empty)) + more };
  };
  const FRAGMENT = 65536;
  const QUERY = 8192;
  for (const [redirectUri, responseMode, result, joint, length] of [
    [LANDING, undefined, fits(FRAGMENT), "#", FRAGMENT],
    [LANDING, "query", fits(QUERY), "?", QUERY],
    [LANDING, "query", fits(QUERY, "ü"), "?", QUERY],
    [`${LANDING}?a=1`, "query", SMALL, "&", 39],
    [`${LANDING}?a=1`, "fragment", SMALL, "#", 39],
    [LANDING, "query fragment", fits(QUERY + 4), "#", QUERY + 4],
    [LANDING, "fragment", fits(FRAGMENT + 4), "failed"],
    [LANDING, "query", fits(QUERY + 4), "failed"],
    [LANDING, "fragment form_post", fits(FRAGMENT + 4), "form"],
    [LANDING, "form_post fragment", SMALL, "form"],
  ]) {
    const it = where();
    const seen = [];
    new it.script.PageSender({ redirectUri, responseMode }, ({ error }) => error && seen.push(error.code)).deliver(result);
    if (joint === "failed") assert.deepEqual([seen, it.left], [["RESULT_TOO_LONG"], { assigned: [], submitted: [], closed: 0 }]);
    else if (joint === "form") {
      const value = JSON.stringify(result);
      assert.deepEqual(it.left.submitted, [{ method: "post", action: redirectUri, type: "hidden", name: "launch_result", value }]);
      assert.equal(it.context.document.documentElement.children.length, 0);
    } else {
      const [url] = it.left.assigned;
      const start = `${redirectUri}${joint}launch_result=`;
      assert.ok(url.startsWith(start), url.slice(0, 80));
      assert.equal(url.length - start.length, length);
      assert.equal(Buffer.from(url.slice(start.length), "base64url").toString(), JSON.stringify(result));
    }
  }
});
