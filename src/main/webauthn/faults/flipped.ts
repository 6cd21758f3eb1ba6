/** @returns a copy with the last bit flipped. */
export function withLastBitFlipped(bytes: Uint8Array): Uint8Array {
  return withBitFlipped(bytes, bytes.length - 1)
}

/** @returns a copy with the last bit of one byte flipped. */
export function withBitFlipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
}
