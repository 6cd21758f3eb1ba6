/**
 * Reads pieces up to a limit.
 *
 * @param most the maximum number of bytes of all pieces together.
 * @returns the pieces, or null when there are more bytes.
 */
export async function readAtMost<Piece extends Uint8Array>(
  most: number,
  pieces: AsyncIterable<Piece>,
): Promise<readonly Piece[] | null> {
  const read: Piece[] = []
  let bytes = 0
  for await (const piece of pieces) {
    bytes += piece.length
    if (bytes > most) return null
    read.push(piece)
  }
  return read
}
