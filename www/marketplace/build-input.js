// Reads the form into what the library's builder takes, and finds the input a place in the result belongs to.

/** The named inputs directly of this part, not those of its webhooks. */
function values(part, inner) {
  const result = {};
  for (const input of part.querySelectorAll("input[name]")) {
    if (inner && input.closest(inner) && input.closest(inner) !== part) continue;
    if (input.value !== "" || input.name === "accountId" || input.name === "cycleId" || input.name === "url") {
      result[input.name] = input.value;
    }
  }
  return result;
}

export function readInput(root, form) {
  const own = values(root.querySelector("#fields"));
  if (/^\d{1,15}$/.test(own.marketplacePackageId ?? "")) own.marketplacePackageId = Number(own.marketplacePackageId);
  const errors = root.querySelector("#errors").value.split("\n").filter((line) => line.trim());
  if (errors.length) own.errors = errors;

  const cycles = [...root.querySelectorAll(".cycle")].map((part) => {
    const webhooks = [...part.querySelectorAll(".webhook")].map((each) => values(each));
    return { ...values(part, ".webhook"), webhooks };
  });
  if (form === "marketplace") return { ...own, cycles };
  const [{ webhooks, ...cycle }] = cycles;
  return { ...own, ...cycle, webhooks: webhooks.map(({ url }) => url) };
}

/** The input for a path such as `cycles[2].webhooks[0].url`, if the form has one. */
export function inputAt(root, path) {
  const cycles = root.querySelectorAll(".cycle");
  const [, cycle, rest] = /^(?:cycles\[(\d+)\]\.?)?(.*)$/.exec(path ?? "");
  const part = cycles[cycle ?? 0];
  const [, webhook, name] = /^(?:webhooks\[(\d+)\]\.?)?(.*)$/.exec(rest);
  if (webhook !== undefined) {
    return part?.querySelectorAll(".webhook")[webhook]?.querySelector(`[name="${name || "url"}"]`) ?? null;
  }
  const own = cycle === undefined ? root.querySelector(`#fields [name="${name}"]`) : null;
  return own ?? part?.querySelector(`[name="${name}"]`) ?? null;
}
