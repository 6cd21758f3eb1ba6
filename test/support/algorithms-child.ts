/**
 * Makes a key for every algorithm, signs with it, and writes the results as JSON. Run by `test/e2e/algorithms.test.ts` in
 * Electron's own runtime, whose library is BoringSSL.
 */
import { randomBytes } from 'node:crypto'
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import { systemRandom } from '../../src/main/platform/random'

const data = new Uint8Array(randomBytes(100))
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

const signed = []
for (const algorithm of ALGORITHMS.values()) {
  const privateKey = await algorithm.newPrivateKey(systemRandom)
  const { spki, sign } = algorithm.open(privateKey)
  signed.push({
    id: algorithm.id,
    privateKey: base64(privateKey),
    spki: base64(spki),
    signature: base64(sign(data)),
  })
}
console.log(JSON.stringify({ versions: process.versions, data: base64(data), signed }))
