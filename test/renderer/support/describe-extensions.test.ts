import { expect, it } from 'vitest'
import { describeExtensions } from '../../../src/renderer/support/describe-extensions'
import type { ExtensionFacts } from '../../../src/shared/passkey'

const nothing: ExtensionFacts = {
  credBlobBytes: null,
  credProtect: null,
  largeBlobBytes: null,
  prf: false,
}

it.each<[Partial<ExtensionFacts>, string]>([
  [{}, 'None'],
  [{ prf: true }, 'PRF secrets'],
  [{ largeBlobBytes: 0 }, 'large blob empty'],
  [{ largeBlobBytes: 1 }, 'large blob 1 byte'],
  [{ largeBlobBytes: 2048 }, 'large blob 2,048 bytes'],
  [{ credProtect: 1 }, 'credProtect: user verification optional'],
  [{ credProtect: 2 }, 'credProtect: user verification required unless the page names the passkey'],
  [
    { prf: true, largeBlobBytes: 12, credBlobBytes: 3, credProtect: 3 },
    'PRF secrets, large blob 12 bytes, credBlob 3 bytes, credProtect: user verification required',
  ],
])('says of %j: %s', (facts, text) => {
  expect(describeExtensions({ ...nothing, ...facts })).toBe(text)
})
