// The packages on offer, and what installing each one leads to. The result itself is made by the library's builder.

import { brokenPackages } from "./packages-broken.js";
import { manyCycles, nonAscii, surrogates } from "./packages-texts.js";
import { account, cycle, cycleId, releaseId, templateId, userId, webhook } from "./packages-values.js";

const stillOpen = "Please set up all the steps correctly before starting the cycle.";

const whole = [
  {
    id: "one",
    title: "New customers to mailing list",
    summary: "One cycle with one webhook",
    input: {
      ...account,
      userId,
      marketplacePackageId: 1,
      installCompleteMessage: "Integration is now active",
      cycles: [cycle(1, "Active", webhook("Webhook", "3f9c1d"))],
    },
  },
  {
    id: "several",
    title: "Web shop to accounts",
    summary: "Three cycles with several webhooks",
    input: {
      ...account,
      userId,
      marketplacePackageId: 27,
      installCompleteMessage: "Orders, refunds and stock are now <synchronised> & up to date",
      cycles: [
        cycle(11, "Active", webhook("Order created", "a17b02"), webhook("Order paid", "a17b03")),
        cycle(12, "Active", webhook("Refund created", "b58e44")),
        cycle(13, "Stopped", webhook("Stock changed", "c09f61"), webhook("Stock counted", "c09f62"), webhook("Item retired", "c09f63")),
      ],
    },
  },
  {
    id: "stopped",
    title: "Help desk to chat",
    summary: "Installed, but stopped with errors",
    input: {
      ...account,
      userId,
      marketplacePackageId: 31,
      installCompleteMessage: "Installed. Some steps still need your attention",
      errors: [stillOpen, "The chat connector was not authorised."],
      cycles: [cycle(21, "Stopped", webhook("Ticket created", "d4417e"))],
    },
  },
  nonAscii,
  manyCycles,
  {
    id: "no-message",
    title: "Calendar to time sheet",
    summary: "Has no install complete message",
    input: { ...account, marketplacePackageId: 45, cycles: [cycle(41, "Active")] },
  },
  {
    id: "single",
    title: "Form answers to spreadsheet",
    summary: "A single cycle, in the LAUNCH form",
    input: {
      ...account,
      userId,
      cycleId: cycleId(51),
      templateId: templateId(51),
      templateReleaseId: releaseId(51),
      status: "Active",
      completeParameter: "order-2051",
      webhooks: [webhook("", "e7710a").url, webhook("", "e7710b").url],
    },
  },
  surrogates,
];

export const packages = [...whole, ...brokenPackages];

export function findPackage(id) {
  return packages.find((each) => each.id === id) ?? packages[0];
}

/**
 * The `result` the Launch Complete page gets.
 * @param {(input: object) => object} buildResult the library's builder
 * @param {string | null} message an install complete message to use instead of the package's
 */
export function resultOf({ input, raw, afterwards }, buildResult, message = null) {
  if (raw) return raw();
  const own = message && input.cycles ? { ...input, installCompleteMessage: message } : input;
  const result = buildResult(own);
  afterwards?.(result);
  return result;
}
