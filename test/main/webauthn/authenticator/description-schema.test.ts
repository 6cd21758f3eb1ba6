import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../../src/main/webauthn/authenticator/description'
import { authenticatorDescriptionSchema } from '../../../../src/main/webauthn/authenticator/description-schema'
import {
  CTAP2_1_KEY,
  CTAP2_KEY,
  U2F_KEY,
} from '../../../../src/main/webauthn/authenticator/security-keys'

const ROWS = [PLATFORM_AUTHENTICATOR, U2F_KEY, CTAP2_KEY, CTAP2_1_KEY]
const { limits, minPinLength } = PLATFORM_AUTHENTICATOR

const behaviour = (knobs: object) => ({
  behaviour: { ...PLATFORM_AUTHENTICATOR.behaviour, ...knobs },
})
const client = (quirks: object) => ({ client: { ...PLATFORM_AUTHENTICATOR.client, ...quirks } })
const ways = (way: string) => ({ required: way, preferred: way, discouraged: way })

describe('the schema of descriptions', () => {
  it.each(ROWS.map((row) => [row.name, row] as const))('accepts the row %s unchanged', (_, row) => {
    expect(v.parse(authenticatorDescriptionSchema, written(row))).toEqual(row)
  })

  it.each<[string, object]>([
    ['an empty name', { name: '' }],
    ['an unknown protocol', { protocol: 'ctap3' }],
    ['an AAGUID that is not a UUID', { aaguid: 'ab'.repeat(16) }],
    ['another attachment', { attachment: 'none' }],
    ['no transport', { transports: [] }],
    ['an unknown transport', { transports: ['internal', 'cable'] }],
    ['a transport twice', { transports: ['internal', 'internal'] }],
    ['no algorithm', { algorithms: [] }],
    ['an algorithm twice', { algorithms: [-7, -7] }],
    ['an algorithm with a fraction', { algorithms: [-7.5] }],
    ['a fixed counter below 0', { counter: { fixed: -1 } }],
    ['a fixed counter of more than 32 bits', { counter: { fixed: 2 ** 32 } }],
    ['another counter', { counter: 'global' }],
    ['an unknown extension', { extensions: ['uvm'] }],
    ['no attestation format', { attestationFormats: [] }],
    ['an unknown attestation format', { attestationFormats: ['none', 'x'] }],
    ['an empty RP ID', { enterpriseRpIds: [''] }],
    ['a shorter PIN than CTAP allows', { minPinLength: { ...minPinLength, value: 3 } }],
    ['a list without room for an id', { limits: { ...limits, credentialIdsInList: 0 } }],
    ['ids of less than 16 bytes', { limits: { ...limits, credentialIdBytes: 15 } }],
    ['ids of more than 1023 bytes', { limits: { ...limits, credentialIdBytes: 1024 } }],
    ['room for a fraction of a passkey', { limits: { ...limits, passkeys: 0.5 } }],
    ['an unknown member', { colour: 'red' }],
    ['a backup without backup eligibility', { backupEligible: false, backedUp: true }],
    ['a platform authenticator on a cable', { transports: ['usb'] }],
    ['a global counter that starts at 0', { counter: { global: { start: 0 } } }],
    ['required verification that is skipped', behaviour({ verification: ways('skip') })],
    [
      'verification that fails and is claimed',
      { userVerification: 'fails', ...behaviour({ verification: ways('claim') }) },
    ],
    ['a UUID of 20 bytes', behaviour({ credentialId: { form: 'uuid', bytes: 20 } })],
    [
      'ids longer than its limit',
      {
        limits: { ...limits, credentialIdBytes: 16 },
        ...behaviour({ credentialId: { form: 'uuid-text', bytes: 36 } }),
      },
    ],
    [
      'discoverable passkeys without room for any',
      { residentKeys: false, ...behaviour({ residentKeyDiscouraged: 'discoverable' }) },
    ],
    [
      'prf for all passkeys without prf',
      { extensions: [], ...behaviour({ prfWithoutRequest: true }) },
    ],
    ['an unknown transport for a site', behaviour({ transportsByRpId: { 'a.org': ['cable'] } })],
    ['client data without a member', client({ memberOrder: ['type', 'challenge', 'origin'] })],
    ['an extra member that forges the origin', client({ extraMembers: { origin: 'x' } })],
    ['a probability above 1', client({ greaseProbability: 1.1 })],
  ])('refuses %s', (_what, fields) => {
    expect(accepts({ ...written(PLATFORM_AUTHENTICATOR), ...fields })).toBe(false)
  })

  it.each<[string, object]>([
    ['inside the computer', { transports: ['internal'] }],
    ['with an AAGUID', { aaguid: '84b9489f-93f9-48d9-a1db-39a44ab735ee' }],
    ['with Ed25519', { algorithms: [-7, -8] }],
    ['without P-256', { algorithms: [-8] }],
    ['with discoverable passkeys', { residentKeys: true }],
    ['with user verification', { userVerification: 'fails' }],
    ['with backups', { backupEligible: true }],
    ['with extensions', { extensions: ['prf'] }],
    ['with packed attestation', { attestationFormats: ['packed'] }],
    ['with extension data', behaviour({ emptyExtensionMap: true })],
    ['with key handles of 256 bytes', { limits: { ...U2F_KEY.limits, credentialIdBytes: 256 } }],
  ])('refuses a U2F key %s', (_what, fields) => {
    expect(accepts({ ...written(U2F_KEY), ...fields })).toBe(false)
    expect(accepts({ ...written(U2F_KEY), ...fields, protocol: 'ctap2_1' })).toBe(true)
  })

  it('needs every member', () => {
    for (const member of Object.keys(PLATFORM_AUTHENTICATOR))
      expect(accepts({ ...written(PLATFORM_AUTHENTICATOR), [member]: undefined })).toBe(false)
  })

  it('names each broken rule', () => {
    const { issues } = v.safeParse(authenticatorDescriptionSchema, {
      ...written(U2F_KEY),
      residentKeys: true,
      backedUp: true,
    })

    expect(issues?.map(({ message }) => message)).toEqual([
      'backedUp needs backupEligible',
      'a U2F authenticator cannot keep discoverable passkeys',
    ])
  })
})

function accepts(json: unknown): boolean {
  return v.safeParse(authenticatorDescriptionSchema, json).success
}

/** A description as settings or a test driver write it. */
function written({ aaguid, ...description }: AuthenticatorDescription) {
  const [a, b, c, d, e] = [0, 4, 6, 8, 10, 16].map((from, i, ends) =>
    Buffer.from(aaguid.subarray(from, ends[i + 1])).toString('hex'),
  )
  const json = { ...description, aaguid: [a, b, c, d, e].join('-') }
  return JSON.parse(JSON.stringify(json)) as typeof json
}
