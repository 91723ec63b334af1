// The shell of the Launch Complete page: finds the result, drives the button and the status text, and
// leaves every decision to the module or, where that cannot run, to the fallback. Written in ES5, because
// the same file must still be readable to engines that will never run the module.

import { startAsync, startSync, PageSender, buildResult as build } from "./bindings.js";
import { PageSender as FallbackSender, buildResult as fallbackBuild } from "./fallback-page.js";
import wasm, { decode } from "./wasm.js";

// What delivers, and a promise of it as long as the module is being compiled.
var Sender;
var waiting;

function start() {
  try {
    startSync(new WebAssembly.Module(decode(wasm)));
    Sender = PageSender;
  } catch (error) {
    // Missing, forbidden by a policy or broken. Some older engines only refuse to compile that much at once.
    if ((error instanceof RangeError || error instanceof TypeError) && typeof Promise === "function") {
      waiting = Promise.resolve(wasm).then(decode).then(startAsync).then(choose(PageSender), choose(FallbackSender));
    } else {
      Sender = FallbackSender;
    }
  }
}

function choose(chosen) {
  return function () {
    Sender = chosen;
  };
}

function whenReady(then) {
  if (!Sender && !waiting) start();
  if (Sender) then();
  else waiting.then(then);
}

// However the page declared it: a `var` or `window.result` is a property of the window, a `const` or `let`
// is not, but is seen by its bare name. In its temporal dead zone the bare name throws.
function findResult() {
  try {
    return typeof result === "undefined" ? undefined : result;
  } catch (_) {
    return undefined;
  }
}

// Options hold functions, too; the module takes the plain ones.
function plain(options) {
  var kept = Object.create(null);
  for (var name in options) {
    if (Object.prototype.hasOwnProperty.call(options, name) && typeof options[name] !== "function") {
      kept[name] = options[name];
    }
  }
  return kept;
}

function noop() {}

var TERMINAL = { delivered: true, sent: true, redirecting: true };

export function deliver(result, options) {
  var settings = options || {};
  function run(resolve, reject) {
    var via;
    var sender;
    function report(event) {
      via = event.via || via;
      if (TERMINAL[event.status]) resolve({ status: event.status, via: via || "redirect" });
      if (event.error) {
        reject(event.error);
        // A retry is a new call with a sender of its own.
        if (sender) sender.close();
      }
      // What the page's function throws is its own affair.
      try {
        if (typeof settings.onStatus === "function") settings.onStatus(event);
      } catch (_) {}
    }
    whenReady(function () {
      try {
        sender = new Sender(plain(settings), report);
        sender.deliver(result === undefined ? findResult() : result);
      } catch (error) {
        reject(error);
      }
    });
  }
  // Where there are no promises, `onStatus` says how it went.
  return typeof Promise === "function" ? new Promise(run) : run(noop, noop);
}

// Answers a proxy's greeting on a page before the last one, so that it knows the frame has loaded.
export function listen(options) {
  var sender;
  var closed;
  whenReady(function () {
    if (!closed) sender = new Sender(plain(options || {}), noop);
  });
  return {
    close: function () {
      closed = true;
      if (sender) sender.close();
    }
  };
}

export function buildResult(fields) {
  if (!Sender && !waiting) start();
  return Sender === PageSender ? build(fields) : fallbackBuild(fields);
}

var TEXTS = {
  ok: "OK",
  retry: "Retry",
  idle: "",
  sending: "Sending the result to your app …",
  delivered: "Your app has the result.",
  sent: "The result was sent to your app.",
  redirecting: "Going back to your app …",
  closable: "You can close this window.",
  refused: "Your app refused the result.",
  failed: "The result could not be delivered.",
  missing: "There is no result to deliver on this page.",
  reason: "({message})"
};

function find(selector) {
  try {
    return selector ? document.querySelector(selector) : null;
  } catch (_) {
    return null;
  }
}

// A page that names no button or status region gets its own, right after the script.
function insert(script, tag, attributes) {
  var element = document.createElement(tag);
  for (var name in attributes) element.setAttribute(name, attributes[name]);
  // A script in the head stands where nothing is shown.
  if (script.parentNode === document.head) document.body.appendChild(element);
  else script.parentNode.insertBefore(element, script.nextSibling);
  return element;
}

function attributesOf(script) {
  var options = Object.create(null);
  function take(attribute, option) {
    var value = script.getAttribute(attribute);
    if (value !== null) options[option] = value;
  }
  take("data-target-origin", "targetOrigin");
  take("data-via", "via");
  take("data-ack", "ack");
  take("data-redirect-uri", "redirectUri");
  take("data-redirect-to", "redirectTo");
  take("data-response-mode", "responseMode");
  return options;
}

function drive(script) {
  function text(name) {
    var own = script.getAttribute("data-text-" + name);
    return own === null ? TEXTS[name] : own;
  }
  var status = find(script.getAttribute("data-status")) || insert(script, "p", { role: "status" });
  if (!status.getAttribute("role")) status.setAttribute("role", "status");
  if (!status.getAttribute("aria-live")) status.setAttribute("aria-live", "polite");
  var onLoad = script.getAttribute("data-when") === "load";
  var trigger = find(script.getAttribute("data-trigger"));
  if (!trigger) {
    trigger = insert(script, "button", { type: "button" });
    trigger.textContent = text("ok");
    // It appears only when there is something to do.
    trigger.hidden = onLoad;
  }
  var label = trigger.textContent;

  var later;
  function show(state, message, code) {
    function say() {
      status.textContent = message;
    }
    status.setAttribute("data-state", state);
    if (code) status.setAttribute("data-code", code);
    else status.removeAttribute("data-code");
    clearTimeout(later);
    // What is over sooner needs no words, which would flash up and be read aloud for nothing.
    if (state === "sending") later = setTimeout(say, 100);
    else say();
  }

  function report(event) {
    var error = event.error;
    if (!error) {
      if (trigger.textContent !== label) trigger.textContent = label;
      show(event.status, text(event.status));
      if (event.status === "delivered" || event.status === "sent") closable(event.status);
      return;
    }
    var missing = /^RESULT_(MISSING|NOT_OBJECT|FORM)$/.test(error.code);
    var kind = error.code === "REFUSED" ? "refused" : missing ? "missing" : "failed";
    var reason = text("reason").replace(/\{(code|message)\}/g, function (_, name) {
      return error[name];
    });
    show(kind === "missing" ? "failed" : kind, reason ? text(kind) + " " + reason : text(kind), error.code);
    trigger.hidden = false;
    trigger.textContent = text("retry");
  }

  // The window closes itself. Where the browser will not have it, the customer is told that they may.
  function closable(state) {
    setTimeout(function () {
      if (!window.closed && window.parent === window) {
        show(state, text(state) + " " + text("closable"));
      }
    }, 400);
  }

  var sender;
  function send() {
    // The click waits for the module as long as that takes.
    if (!sender) report({ status: "sending" });
    whenReady(function () {
      if (!sender) prepare();
      if (sender) sender.deliver(findResult());
    });
  }
  function prepare() {
    try {
      sender = new Sender(attributesOf(script), report);
    } catch (error) {
      report({ status: "failed", error: error });
    }
    if (Sender === PageSender && !onLoad) setTimeout(rehearse);
  }
  // A function is compiled at its first call, a hundred of them within a click: so the click is gone through once
  // before, with a result that is none and a window that hears nothing.
  function rehearse() {
    try {
      var options = attributesOf(script);
      options.via = "opener";
      var rehearsal = new Sender(options, noop, { postMessage: noop });
      rehearsal.deliver({ accountId: "a", cycles: [{ cycleId: "a", webhooks: [{ url: "https://a.b" }] }] });
      rehearsal.close();
    } catch (_) {}
  }

  var message = find(script.getAttribute("data-message"));
  var found = findResult();
  if (message && found && typeof found.installCompleteMessage === "string") {
    message.textContent = found.installCompleteMessage;
  }
  trigger.addEventListener("click", function (event) {
    event.preventDefault();
    send();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && sender) sender.restored();
  });
  show("idle", text("idle"));
  whenReady(prepare);
  if (onLoad) send();
}

// Engines of IE's line do not know `currentScript`: it is the last one that they have read so far.
function currentScript() {
  if ("currentScript" in document) return document.currentScript;
  var scripts = document.getElementsByTagName("script");
  return scripts[scripts.length - 1];
}

// Only a script tag that says where to send drives the page; without one the functions are all there is.
var script = typeof document === "undefined" ? null : currentScript();
if (script && (script.hasAttribute("data-target-origin") || script.hasAttribute("data-redirect-uri"))) {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", function () {
      drive(script);
    });
  } else {
    drive(script);
  }
}
