import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bridgeProof, isPageProof } from '../../../src/main/bridge/proof'

const token = Uint8Array.from({ length: 32 }, (_, i) => i)
const origin = 'http://localhost:47810'
const nonces = { page: 'AAECAwQFBgcICQoLDA0ODw', bridge: 'EBESExQVFhcYGRobHB0eHw' }
const PAGE_PROOF = hmac(`client\n${origin}\nEBESExQVFhcYGRobHB0eHw\nAAECAwQFBgcICQoLDA0ODw`)

describe('the proofs', () => {
  it('are HMAC-SHA-256 over side, origin and both nonces', () => {
    expect(bridgeProof(token, origin, nonces)).toBe(
      hmac(`server\n${origin}\nAAECAwQFBgcICQoLDA0ODw\nEBESExQVFhcYGRobHB0eHw`),
    )
    expect(isPageProof(PAGE_PROOF, token, origin, nonces)).toBe(true)
  })

  it('match the worked example in docs/bridge-protocol.md', () => {
    const text = readFileSync(new URL('../../../docs/bridge-protocol.md', import.meta.url), 'utf8')

    for (const value of [
      Buffer.from(token).toString('base64url'),
      nonces.page,
      nonces.bridge,
      bridgeProof(token, origin, nonces),
      PAGE_PROOF,
    ])
      expect(text).toContain(value)
  })

  it.each([
    ['another token', new Uint8Array(32), origin, nonces],
    ['another origin', token, 'http://localhost:47811', nonces],
    ['another nonce of the page', token, origin, { ...nonces, page: nonces.bridge }],
    ['another nonce of the bridge', token, origin, { ...nonces, bridge: nonces.page }],
  ])('are invalid with %s', (_, otherToken, otherOrigin, otherNonces) => {
    expect(isPageProof(PAGE_PROOF, otherToken, otherOrigin, otherNonces)).toBe(false)
  })

  it('of the two sides differ', () => {
    expect(isPageProof(bridgeProof(token, origin, nonces), token, origin, nonces)).toBe(false)
  })

  it('of a wrong length are invalid, and do not throw', () => {
    expect(isPageProof('AAAA', token, origin, nonces)).toBe(false)
  })
})

function hmac(text: string): string {
  return createHmac('sha256', token).update(text).digest('base64url')
}
