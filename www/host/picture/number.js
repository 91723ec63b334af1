// The number under which the pages of one launch tell what they see. It stands for nothing else: not the launch
// id, which is the library's own.

const KEY = "acme:trace";

export function freshNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The marketplace's address with the number in it; its pages pass their query on. */
export function withNumber(address, number) {
  const url = new URL(address);
  url.searchParams.set("trace", number);
  return url.href;
}

/**
 * Opens a window whose pages of this origin will know the number: it gets a copy of this tab's session, as it is
 * at that moment, and keeps it whatever cuts the two windows apart.
 */
export function opening(number, open) {
  sessionStorage.setItem(KEY, number);
  try {
    return open();
  } finally {
    sessionStorage.removeItem(KEY);
  }
}
