// Packages with texts and sizes that break careless code.

import { account, cycle, userId, webhook } from "./packages-values.js";

export const nonAscii = {
  id: "non-ascii",
  title: "Café ☕ to 会計",
  summary: "Texts in many scripts",
  input: {
    ...account,
    accountApiId: "Kunde-Öł-№7",
    userId,
    marketplacePackageId: 8,
    installCompleteMessage: "Připojeno 🎉 التكامل نشط الآن · חיבור פעיל · 連携が有効になりました · e\u0301 é · 👩‍👩‍👧‍👦",
    cycles: [
      cycle(61, "Active", webhook("Événement reçu", "f00d61"), webhook("ويب هوك", "f00d62")),
      cycle(62, "Active", webhook("Z\u0351\u036b\u0343a\u0489\u0321l\u0322g\u0327o\u0337", "f00d63"), webhook("新しい注文 🛒", "f00d64")),
    ],
  },
};

export const manyCycles = {
  id: "many",
  title: "Warehouse to everything",
  summary: "200 cycles with two webhooks each",
  input: {
    ...account,
    userId,
    marketplacePackageId: 200,
    installCompleteMessage: "All 200 flows are running",
    cycles: Array.from({ length: 200 }, (_, index) => {
      const number = 1000 + index;
      const status = index % 7 === 6 ? "Stopped" : "Active";
      const line = `Line ${index + 1}`;
      return cycle(number, status, webhook(`${line} in`, `aa${number}`), webhook(`${line} out`, `bb${number}`));
    }),
  },
};

export const surrogates = {
  id: "surrogates",
  title: "Broken imports to archive",
  summary: "Line separators and half characters",
  input: {
    ...account,
    marketplacePackageId: 99,
    installCompleteMessage: "first line\u2028second line\u2029third line",
    cycles: [cycle(71, "Active", webhook("line\u2028step", "0dd071"), webhook("half step", "0dd072"))],
  },
  // No UTF-8 text can hold half of a character, but a page's string can: put in after building.
  afterwards(result) {
    result.installCompleteMessage += " half \ud83d and \ude00";
    result.cycles[0].webhooks[1].stepName = "half\udc00step\ud83d";
  },
};
