/** Helpers of the inspector's tests: genuine answers, and a check that fields cover every byte. */
import { expect } from 'vitest'
import { withParts } from '../../src/inspect/check/check-ceremony'
import type { CheckStep } from '../../src/inspect/check/step'
import { toHex } from '../../src/inspect/decode/bytes'
import { leavesOf, type Field } from '../../src/inspect/decode/field'
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import type { RootAuthority } from '../../src/main/webauthn/authenticator/attestation/root-authority'
import type {
  AttestationFormat,
  AuthenticatorDescription,
} from '../../src/main/webauthn/authenticator/description'
import type { Algorithm } from '../../src/main/webauthn/authenticator/ports'
import { WebAuthnClient } from '../../src/main/webauthn/client/client'
import { assertionRequest, creation } from './webauthn-options'
import { webauthnPorts } from './webauthn-ports'

/** Every byte belongs to exactly one field without parts, in the order of the bytes. */
export function expectEveryByte(fields: readonly Field[], bytes: Uint8Array): void {
  let at = 0
  for (const leaf of leavesOf(fields)) {
    expect(leaf.offset, leaf.name).toBe(at)
    at += leaf.length
    if (!leaf.isSecret)
      expect(leaf.hex).toBe(toHex(bytes.subarray(leaf.offset, leaf.offset + leaf.length)))
  }
  expect(at).toBe(bytes.length)
}

/** The steps that are wrong, and their parts. */
export function wrongIn(steps: readonly CheckStep[]): readonly string[] {
  return withParts(steps)
    .filter(({ outcome }) => outcome === 'wrong')
    .map(({ section, why }) => `${section}: ${why}`)
}

/** Generates each algorithm's key once, because RSA keys are slow. */
const keptKeys = new Map<number, Promise<Uint8Array>>()
const algorithms: ReadonlyMap<number, Algorithm> = new Map(
  [...ALGORITHMS].map(([id, algorithm]) => [
    id,
    {
      ...algorithm,
      newPrivateKey: async (random) => {
        const key = keptKeys.get(id) ?? algorithm.newPrivateKey(random)
        keptKeys.set(id, key)
        return (await key).slice()
      },
    },
  ]),
)

/** A registration and a sign-in, with their options, by this format and algorithm. */
export async function genuine(
  algorithm: number,
  format: AttestationFormat,
  authority: RootAuthority,
  authenticator: Partial<AuthenticatorDescription> = {},
) {
  const { ports } = webauthnPorts({
    algorithms,
    authority,
    authenticator: { attestationFormats: [format], packedAttestation: 'x5c', ...authenticator },
  })
  const client = new WebAuthnClient(ports)
  const created = creation({
    pubKeyCredParams: [{ type: 'public-key', alg: algorithm }],
    attestation: 'direct',
    attestationFormats: [format],
  })
  const registration = await client.create(created)
  const requested = assertionRequest()
  const authentication = await client.get(requested)
  return {
    registration: { options: created.options, response: sent(registration) },
    authentication: { options: requested.options, response: sent(authentication) },
  }
}

/** As a page sends it to its server. */
export function sent<T>(response: T): T {
  return JSON.parse(JSON.stringify(response)) as T
}
