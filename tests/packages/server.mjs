// A server of an example, on a free port, until the test has ended.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request as ask } from "node:http";

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** One request. `fetch` would not let a page's origin be set. */
function send(port, { path, method = "GET", headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const request = ask({ host: "127.0.0.1", port, path, method, headers }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Starts a command and waits until its server answers anything. */
export async function start(t, command, cwd, env) {
  const port = await freePort();
  // A group of its own: the shell and npm stand between us and the server.
  const child = spawn("sh", ["-c", command], { cwd, env: { ...process.env, ...env, PORT: `${port}` }, detached: true, stdio: "pipe" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const ended = once(child, "exit");
  t.after(async () => {
    if (child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await ended;
  });
  for (const deadline = Date.now() + 60_000; ; ) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`);
    try {
      await send(port, { path: "/" });
      break;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`no answer: ${error.message}: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  /** Waits until it has written a line like this. */
  async function says(pattern) {
    for (const deadline = Date.now() + 10_000; !pattern.test(said); ) {
      if (Date.now() > deadline) throw new Error(`it did not say ${pattern} but: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return said;
  }
  return { port, send: (request) => send(port, request), says };
}
