// What is measured against ours: each gives the text of a result that it found valid.
import Ajv from "ajv";
import * as z from "zod";

import { checkedText, textChecked } from "../hand/check.js";

const url = /^https?:\/\/[^/?#:@\s"<>\\][^\s"<>\\]*$/i;
const optional = (type) => type.nullish();

const webhook = z.looseObject({ stepName: optional(z.string()), url: z.string().regex(url) });
const cycle = z.looseObject({
  cycleId: z.string().trim().min(1),
  templateId: optional(z.string()),
  status: optional(z.string()),
  webhooks: optional(z.array(webhook)),
});
const schema = z.looseObject({
  accountId: z.string().trim().min(1),
  accountApiId: optional(z.string()),
  userId: optional(z.string()),
  installCompleteMessage: optional(z.string()),
  marketplacePackageId: optional(z.union([z.int(), z.string().regex(/^\d{1,18}$/)])),
  cycles: z.array(cycle),
  errors: optional(z.array(z.string())),
});

const text = { type: "string", nullable: true };
const valid = new Ajv({ strictTypes: false }).compile({
  type: "object",
  required: ["accountId", "cycles"],
  properties: {
    accountId: { type: "string", pattern: "\\S" },
    accountApiId: text,
    userId: text,
    installCompleteMessage: text,
    marketplacePackageId: { anyOf: [{ type: "integer" }, { type: "string", pattern: "^\\d{1,18}$" }, { type: "null" }] },
    errors: { type: "array", nullable: true, items: { type: "string" } },
    cycles: {
      type: "array",
      items: {
        type: "object",
        required: ["cycleId"],
        properties: {
          cycleId: { type: "string", pattern: "\\S" },
          templateId: text,
          status: text,
          webhooks: {
            type: "array",
            nullable: true,
            items: {
              type: "object",
              required: ["url"],
              properties: { stepName: text, url: { type: "string", pattern: url.source } },
            },
          },
        },
      },
    },
  },
});

export const VALIDATORS = {
  "JSON.stringify": ["no check at all", JSON.stringify],
  "hand-written": ["the same checks on the object, then JSON.stringify", checkedText],
  "by hand, on the text": ["the same checks on what is sent: stringify, nesting, parse, check", textChecked],
  zod: ["its schema, then JSON.stringify", (result) => {
    schema.parse(result);
    return JSON.stringify(result);
  }],
  ajv: ["its compiled schema, then JSON.stringify", (result) => {
    if (!valid(result)) throw new Error(valid.errors[0].message);
    return JSON.stringify(result);
  }],
};
