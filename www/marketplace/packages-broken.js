// Pages whose `result` is of no use: the customer must be able to read what is wrong.

export const brokenPackages = [
  { id: "missing", title: "No result", summary: "The page has no result at all", raw: () => undefined },
  { id: "not-object", title: "A text as result", summary: "The result is a text, not an object", raw: () => "installed" },
  {
    id: "neither-form",
    title: "Neither form",
    summary: "The result has neither cycles nor a cycle",
    raw: () => ({ accountId: "6d0f3a91-4b1e-4c7d-9a52-000000000007", installed: true }),
  },
];
