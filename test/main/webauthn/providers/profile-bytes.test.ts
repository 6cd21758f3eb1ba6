import { describe, expect, it } from 'vitest'
import { profileDescription } from '../../../../src/main/webauthn/providers/provider-profiles'
import { profileIds, type ProfileId } from '../../../../src/shared/provider-profile'
import { passkey } from '../../../support/passkeys'
import { ProviderCeremonies, type StatedBytes } from '../../../support/provider-ceremonies'
import { base64url, descriptor, fromBase64url } from '../../../support/webauthn-options'

const ZEROS = '0'.repeat(32)
const PREFERRED = { residentKey: 'required', userVerification: 'preferred' }
const DISCOURAGED = { residentKey: 'discouraged', userVerification: 'discouraged' }
const ALGORITHMS = [-7, -257].map((alg) => ({ type: 'public-key', alg }))

interface Row {
  readonly id: ProfileId
  /** `authenticatorSelection`; by default a discoverable passkey with preferred verification. */
  readonly selection?: object
  readonly attestation?: string
  /** Flags, counter, AAGUID and id length at registration; flags and counter at authentication. */
  readonly create: Pick<StatedBytes, 'flags' | 'signCount' | 'aaguid' | 'idBytes'>
  readonly get: readonly [flags: string, signCount: number]
  readonly format?: string
}

const row = (
  id: ProfileId,
  [flags, signCount, aaguid, idBytes]: readonly [string, number, string, number],
  get: Row['get'],
  more: Partial<Row> = {},
): Row => ({ id, create: { flags, signCount, aaguid, idBytes }, get, ...more })

const GPM = 'ea9b8d664d011d213ce4b6b48cb575d4'
const APPLE = 'fbfc3007154e4ecc8c0b6e020557d7bd'
const BITWARDEN = 'd548826e79b4db40a3d811116f7e8349'
const KEEPASSXC = 'fdb141b25d84443e8a354698c205a502'
const DIRECT = { attestation: 'direct' }

/** The decisive bytes, as they were measured or read. docs/providers.md has the sources. */
const ROWS: readonly Row[] = [
  row('latchkey', ['5d', 0, '84b9489f93f948d9a1db39a44ab735ee', 32], ['1d', 0]),
  row('gpm-desktop', ['5d', 0, GPM, 16], ['1d', 0], DIRECT),
  row('gpm-linux', ['59', 0, GPM, 16], ['19', 0]),
  row('icloud-iphone', ['5d', 0, APPLE, 20], ['1d', 0], { selection: DISCOURAGED, ...DIRECT }),
  row('icloud-mac-lid-closed', ['59', 0, APPLE, 20], ['19', 0]),
  row('icloud-2022', ['5d', 0, ZEROS, 20], ['1d', 0]),
  row('windows-hello-2026', ['45', 0, '6028b017b1d44c02b4b3afcdafc96bb2', 32], ['05', 0], {
    selection: DISCOURAGED,
  }),
  row('windows-hello-2022', ['45', 0, ZEROS, 32], ['05', 0], { selection: DISCOURAGED }),
  row('windows-hello-2022', ['45', 0, '08987058cadc4b81b6e130de50dcbe96', 32], ['05', 0], {
    ...DIRECT,
    format: 'tpm',
  }),
  row('chrome-macos-profile', ['45', 0, 'adce000235bcc60a648b0b25f1f05503', 32], ['05', 0]),
  row('chrome-macos-profile', ['41', 0, 'adce000235bcc60a648b0b25f1f05503', 32], ['01', 0], {
    selection: DISCOURAGED,
    ...DIRECT,
    format: 'packed',
  }),
  row('bitwarden', ['5d', 0, BITWARDEN, 16], ['1d', 0], DIRECT),
  row('bitwarden', ['59', 0, BITWARDEN, 16], ['19', 0], { selection: DISCOURAGED }),
  row('dashlane', ['59', 0, '531126d6e717415c93203d9aa6981239', 16], ['19', 0], DIRECT),
  row('proton-pass', ['5d', 0, '50726f746f6e5061737350726f746f6e', 16], ['1d', 0], {
    selection: DISCOURAGED,
  }),
  row('keepassxc-2.7.12', ['5d', 0, KEEPASSXC, 32], ['1d', 0], {
    selection: DISCOURAGED,
    ...DIRECT,
  }),
  row('keepassxc-2.7.11', ['45', 0, KEEPASSXC, 32], ['05', 0]),
  row('aliasvault', ['59', 0, 'a11a5faa9f324b8c8c5d2f7d13e8c942', 32], ['19', 0], {
    ...DIRECT,
    format: 'packed',
  }),
  row('samsung-pass-2025', ['dd', 0, '53414d53554e47000000000000000000', 32], ['1d', 0]),
  row('android-device-bound', ['45', 0, ZEROS, 65], ['05', 1], { selection: DISCOURAGED }),
  row('yubikey-5', ['45', 1, '2fc0579f811347eab116bb5a8db9202a', 64], ['05', 2], {
    ...DIRECT,
    format: 'packed',
  }),
  row('yubikey-4', ['41', 0, ZEROS, 64], ['01', 1], { selection: DISCOURAGED }),
  row('yubikey-4', ['41', 0, ZEROS, 64], ['01', 1], {
    selection: DISCOURAGED,
    ...DIRECT,
    format: 'fido-u2f',
  }),
  row('chromium-virtual', ['45', 1, '01020304050607080102030405060708', 32], ['05', 2]),
  row('firefox-test-token', ['45', 0, '68e100a50b479104b85497a9ba510638', 32], ['05', 1]),
]

describe('the bytes of a profile', () => {
  it.each(ROWS.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const page = new ProviderCeremonies(profileDescription(id))
    const selection = one.selection ?? PREFERRED
    const { attestation = 'none', format = 'none' } = one

    const made = await page.create({
      authenticatorSelection: selection,
      attestation,
      pubKeyCredParams: ALGORITHMS,
    })
    // The same verification is requested.
    const { userVerification } = selection as typeof PREFERRED
    const used = await page.get({
      userVerification,
      allowCredentials: [{ type: 'public-key', id: made.response.id }],
    })

    const { flags, signCount, aaguid, idBytes } = made
    expect({ flags, signCount, aaguid, idBytes }).toEqual(one.create)
    expect([used.flags, used.signCount]).toEqual(one.get)
    expect(made.format).toBe(format)
    expect(page.world.store.list()[0]?.profile).toBe(id)
  })

  it('has a row for every profile', () => {
    expect([...new Set(ROWS.map(({ id }) => id))].sort()).toEqual([...profileIds].sort())
  })
})

describe('what else decides', () => {
  const page = (id: ProfileId, passkeys = [passkey()]) =>
    new ProviderCeremonies(profileDescription(id), { passkeys })
  const create = async (id: ProfileId, options: object = {}) =>
    (await page(id, []).create({ pubKeyCredParams: ALGORITHMS, ...options })).response

  it.each<[ProfileId, readonly string[]]>([
    ['gpm-desktop', ['hybrid', 'internal']],
    ['bitwarden', ['internal', 'hybrid']],
    ['samsung-pass-2025', ['hybrid', 'internal']],
    ['yubikey-5', ['nfc', 'usb']],
  ])('%s has the transports %j', async (id, transports) => {
    expect((await create(id)).response.transports).toEqual(transports)
  })

  it('Bitwarden has other transports for google.com', () => {
    expect(profileDescription('bitwarden').behaviour.transportsByRpId).toEqual({
      'google.com': ['internal', 'usb', 'hybrid'],
    })
  })

  it('Samsung Pass ends the authenticator data with an empty map: 165 bytes', async () => {
    const { response } = await create('samsung-pass-2025')
    const bytes = Buffer.from(response.authenticatorData, 'base64url')

    expect([bytes.length, bytes.at(-1)]).toEqual([165, 0xa0])
  })

  it('Windows Hello of 2022 makes RS256 where ES256 comes first', async () => {
    expect((await create('windows-hello-2022')).response.publicKeyAlgorithm).toBe(-257)
  })

  it.each<[ProfileId, string]>([
    ['bitwarden', 'NotAllowedError'],
    ['dashlane', 'InvalidStateError'],
    ['gpm-desktop', 'InvalidStateError'],
  ])('%s reports an excluded passkey as %s', async (id, name) => {
    const kept = passkey({ credentialId: new Uint8Array(16), discoverable: true })
    const excludeCredentials = [descriptor(kept.credentialId)]

    await expect(page(id, [kept]).create({ excludeCredentials })).rejects.toMatchObject({ name })
  })

  it.each<[ProfileId, RegExp]>([
    [
      'keepassxc-2.7.12',
      /^\{"challenge":"[^"]+","crossOrigin":false,"origin":"https:\/\/example.org","type":"webauthn.create"\}$/,
    ],
    ['icloud-iphone', /^\{"type":"[^"]+","challenge":"[^"]+","origin":"[^"]+"\}$/],
    [
      'android-device-bound',
      /^\{"type":"webauthn.create","challenge":"[^"]+","origin":"https:\\\/\\\/example.org","androidPackageName":"com.android.chrome"\}$/,
    ],
  ])('%s writes its own client data', async (id, text) => {
    const { response } = await create(id)

    expect(Buffer.from(response.clientDataJSON, 'base64url').toString()).toMatch(text)
  })

  it('KeePassXC gives the page an object of its own', async () => {
    const made = await create('keepassxc-2.7.12', { extensions: { credProps: true } })
    const told = Buffer.from(made.response.authenticatorData, 'base64url').subarray(32)

    expect(made.objectShape).toEqual({ toJSON: false })
    expect(made.response.publicKey).toBeUndefined()
    expect(told.toString('hex')).toBe('9d00000000a1696372656450726f7073a162726bf5')
    expect(made.clientExtensionResults.credProps).toEqual({ rk: true })
  })

  it('Android returns an empty user handle for a passkey that is not discoverable', async () => {
    const one = page('android-device-bound', [])
    const { response } = await one.create({ authenticatorSelection: DISCOURAGED })
    const { response: used } = await one.get({
      allowCredentials: [{ type: 'public-key', id: response.id }],
    })

    expect(used.response.userHandle).toBe('')
  })

  it.each<[id: ProfileId, isUpgrading: boolean, isVerifying: boolean]>([
    ['icloud-iphone', true, true],
    ['yubikey-5', false, false],
    ['keepassxc-2.7.12', false, true],
  ])(
    '%s makes passkeys without asking: %s, and is a platform authenticator that verifies: %s',
    (id, conditional, verifies) => {
      const { conditionalCreate, userVerifyingPlatformAuthenticator } =
        page(id).client.capabilities('https://example.org')

      expect([conditionalCreate, userVerifyingPlatformAuthenticator]).toEqual([
        conditional,
        verifies,
      ])
    },
  )

  it('Apple Passwords drops the display name', async () => {
    const one = page('icloud-iphone', [])
    await one.create()

    expect(one.world.store.list()[0]).toMatchObject({ userDisplayName: '' })
  })

  it('Proton Pass and KeePassXC do not verify the user, and the record says so', async () => {
    for (const id of ['proton-pass', 'keepassxc-2.7.12'] as const) {
      const { reason } = await page(id, []).create()

      expect(reason).toContain('nobody was verified')
      expect(reason).toContain(profileDescription(id).name)
    }
  })

  it('Dashlane’s public key is a COSE key', async () => {
    const { response } = await create('dashlane')

    expect(Buffer.from(fromBase64url(response.publicKey ?? ''))[0]).toBe(0xa5)
    expect(base64url(Buffer.from(fromBase64url(response.publicKey ?? '')))).toBe(response.publicKey)
  })
})
