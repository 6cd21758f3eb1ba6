/** The authenticator's `get()`, and passkeys to try it with. */
import { expect } from 'vitest'
import {
  getAssertion,
  type GetAssertionInput,
} from '../../src/main/webauthn/authenticator/get-assertion'
import { hiddenPasskey, passkey } from './passkeys'
import { unhex } from './vectors'
import { webauthnPorts } from './webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

export const HASH = unhex('bb'.repeat(32))

export const ada = passkey({
  credentialId: Uint8Array.of(1),
  userHandle: Uint8Array.of(1),
  createdAt: 1,
})
export const bob = passkey({
  credentialId: Uint8Array.of(2),
  userHandle: Uint8Array.of(2),
  createdAt: 2,
})
export const serverSide = passkey({
  credentialId: Uint8Array.of(3),
  discoverable: false,
  createdAt: 3,
})
export const foreign = passkey({ credentialId: Uint8Array.of(4), rpId: 'example.com' })
export const hidden = hiddenPasskey({ credentialId: Uint8Array.of(5) })

export async function get(fields: Partial<GetAssertionInput> = {}, world: World = {}) {
  const { ports, ...seen } = webauthnPorts(world)
  return { assertion: await getAssertion(input(fields), ports.authenticator, ports), ...seen }
}

export async function refusal(fields: Partial<GetAssertionInput> = {}, world: World = {}) {
  const { ports } = webauthnPorts(world)
  return getAssertion(input(fields), ports.authenticator, ports).then(
    () => expect.unreachable('it signed'),
    (error: unknown) => error as Error,
  )
}

/** An input that succeeds if there is a passkey; give only the fields that the test is about. */
export function input(fields: Partial<GetAssertionInput> = {}): GetAssertionInput {
  return {
    rpId: 'example.org',
    clientDataHash: HASH,
    allowCredentialIds: null,
    conditional: false,
    requireUserVerification: false,
    signal: new AbortController().signal,
    ...fields,
  }
}
