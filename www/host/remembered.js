// What this tab needs to take up its launches after a reload: ids and settings, never a result.

const KEY = "acme:launches";

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function write(launches) {
  if (Object.keys(launches).length) sessionStorage.setItem(KEY, JSON.stringify(launches));
  else sessionStorage.removeItem(KEY);
}

export const remembered = () => Object.entries(read());

export function remember(id, settings) {
  write({ ...read(), [id]: settings });
}

export function forget(id) {
  const { [id]: _, ...rest } = read();
  write(rest);
}
