// A request's body up to a limit.

/** The raw bytes, or undefined where there are more. */
export async function read(request, limit) {
  const chunks = [];
  let length = 0;
  // Read to the end in any case: an answer to a browser that still sends would be a network error to it.
  for await (const chunk of request) if ((length += chunk.length) <= limit) chunks.push(chunk);
  return length > limit ? undefined : Buffer.concat(chunks);
}
