/**
 * Reads the body of an HTTP request. A body that is too long is read to its end too, but not kept: otherwise the sender would not
 * read the answer.
 *
 * @param most how many bytes it may have.
 * @returns undefined when it has more.
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
