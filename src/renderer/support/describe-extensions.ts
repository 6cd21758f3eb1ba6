import type { ExtensionFacts } from '../../shared/passkey'

/** The levels of credProtect. */
const PROTECTION = {
  1: 'user verification optional',
  2: 'user verification required unless the page names the passkey',
  3: 'user verification required',
} as const

/** The data that extensions store with a passkey. */
export function describeExtensions({
  credBlobBytes,
  credProtect,
  largeBlobBytes,
  prf,
}: ExtensionFacts): string {
  const parts = [
    ...(prf ? ['PRF secrets'] : []),
    ...(largeBlobBytes === null ? [] : [`large blob ${size(largeBlobBytes)}`]),
    ...(credBlobBytes === null ? [] : [`credBlob ${size(credBlobBytes)}`]),
    ...(credProtect === null ? [] : [`credProtect: ${PROTECTION[credProtect]}`]),
  ]
  return parts.join(', ') || 'None'
}

function size(bytes: number): string {
  if (bytes === 0) return 'empty'
  return bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en')} bytes`
}
