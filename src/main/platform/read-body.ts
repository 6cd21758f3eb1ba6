/**
 * Reads the body of an HTTP request. Reads a body that is too long to its end too, but does not keep it, because otherwise the
 * sender would not read the answer.
 *
 * @param most the maximum number of bytes.
 * @returns undefined when there are more.
 */
export async function readBody(
  request: AsyncIterable<Buffer>,
  most: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length <= most) chunks.push(chunk)
  }
  return length <= most ? Buffer.concat(chunks) : undefined
}
