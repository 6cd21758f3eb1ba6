import { describe, expect, it } from 'vitest'
import { create } from '../../../../src/main/webauthn/client/create'
import type { CreateRequest } from '../../../../src/main/webauthn/client/checked-creation'
import { passkey } from '../../../support/passkeys'
import { base64url, creation, descriptor, requester } from '../../../support/webauthn-options'
import { decline, webauthnPorts } from '../../../support/webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>
type Fields = Readonly<Record<string, unknown>>

const user = (id: string) => ({ id, name: 'ada', displayName: 'Ada' })
const excluded = passkey({ credentialId: Uint8Array.of(7), userHandle: Uint8Array.of(1) })

describe('create fails in the specification’s order (§5.1.3)', () => {
  const foreignRp = { rp: { id: 'example.com', name: '' } }
  const noKnownType = { pubKeyCredParams: [{ type: 'password', alg: -7 }] }
  const noKnownAlgorithm = { pubKeyCredParams: [{ type: 'public-key', alg: -65535 }] }
  const unfit = { authenticatorSelection: { authenticatorAttachment: 'cross-platform' } }
  const twoExcluded = Array.from({ length: 1025 }, () => descriptor(Uint8Array.of(1)))

  it.each<[string, string, Fields, Partial<CreateRequest>]>([
    ['TypeError', 'an unknown mediation', { challenge: 5 }, { mediation: 'immediate' }],
    ['TypeError', 'malformed options (Web IDL)', { challenge: 5 }, {}],
    ['TypeError', '1025 excluded credentials', { excludeCredentials: twoExcluded }, {}],
    [
      'TypeError',
      'user.id of 0 bytes, before the RP ID (step 5)',
      { user: user(''), ...foreignRp },
      {},
    ],
    [
      'TypeError',
      'user.id of 65 bytes, before the RP ID (step 5)',
      { user: user(base64url(new Uint8Array(65))), ...foreignRp },
      {},
    ],
    [
      'SecurityError',
      'an IP address as the host (step 7)',
      noKnownType,
      { requester: requester({ origin: 'http://127.0.0.1' }) },
    ],
    [
      'SecurityError',
      'a foreign RP ID, before the types (step 8)',
      { ...foreignRp, ...noKnownType },
      {},
    ],
    ['SecurityError', 'an empty RP ID (step 8)', { rp: { id: '', name: '' } }, {}],
    [
      'NotSupportedError',
      'no known type, before an abort (step 10)',
      noKnownType,
      { signal: AbortSignal.abort(new Error('too late')) },
    ],
    [
      'Error',
      'an abort, with its reason, before mediation (step 16)',
      {},
      { signal: AbortSignal.abort(new Error('gone')), mediation: 'conditional' },
    ],
    ['NotAllowedError', 'mediation conditional (step 19)', {}, { mediation: 'conditional' }],
    ['NotAllowedError', 'another attachment (step 22)', unfit, {}],
    ['NotAllowedError', 'no usable algorithm (step 22)', noKnownAlgorithm, {}],
  ])('%s: %s, without asking the user', async (name, _what, options, fields) => {
    const { ports, asked, store } = webauthnPorts()

    await expect(create(creation(options, fields), ports)).rejects.toMatchObject({ name })
    expect(asked).toEqual([])
    expect(store.writes).toBe(0)
  })

  it.each<[string, string, Fields, World]>([
    ['NotAllowedError', 'the user declines', {}, { answer: decline }],
    [
      'InvalidStateError',
      'an excluded passkey is kept here, and the user agrees',
      { excludeCredentials: [descriptor(excluded.credentialId)] },
      { passkeys: [excluded] },
    ],
    [
      'NotAllowedError',
      'an excluded passkey is kept here, and the user declines',
      { excludeCredentials: [descriptor(excluded.credentialId)] },
      { passkeys: [excluded], answer: decline },
    ],
    [
      'NotAllowedError',
      'verification fails',
      { authenticatorSelection: { userVerification: 'required' } },
      { authenticator: { userVerification: 'fails' } },
    ],
  ])('%s: %s, once the user has answered', async (name, _what, options, world) => {
    const { ports, asked, store } = webauthnPorts(world)

    await expect(create(creation(options), ports)).rejects.toMatchObject({ name })
    expect(asked).toHaveLength(1)
    expect(store.writes).toBe(0)
  })
})
