import { createPrivateKey, createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { credential, INVALID, pkcs8, resident } from '../../support/webdriver-session'
import { DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const USB = { protocol: 'ctap2', transport: 'usb' }
const RESIDENT = { ...USB, hasResidentKey: true }

const send = (format: string, credentials: unknown, fields: object = {}) =>
  session.send('POST', `credentials/${format}`, { credentials, ...fields })
const list = (format: string, id = session.id) =>
  session.value<Record<string, unknown>[]>('GET', `credentials/${format}`, undefined, id)

/** The credential {@link resident} in the format of the DevTools protocol. */
const cdp = {
  ...resident,
  credentialId: 'AQID',
  userHandle: 'CQ==',
  privateKey: Buffer.from(resident.privateKey, 'base64url').toString('base64'),
}

/** The same credential in Playwright's format. */
const playwright = {
  id: 'AQID',
  rpId: 'localhost',
  userHandle: 'CQ',
  privateKey: resident.privateKey,
  publicKey: spkiOf(resident.privateKey),
  signCount: resident.signCount,
}

function spkiOf(pkcs8: string): string {
  const key = Buffer.from(pkcs8, 'base64url')
  return createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }))
    .export({ format: 'der', type: 'spki' })
    .toString('base64url')
}

describe('credentials of other tools', () => {
  it.each([
    ['webdriver', resident],
    ['cdp', cdp],
  ])('are imported and exported unchanged: %s', async (format, given) => {
    const whole = {
      ...given,
      rpId: 'localhost',
      backupEligibility: true,
      backupState: false,
      userName: 'ada',
      userDisplayName: 'Ada',
    }
    expect(await send(format, [whole])).toEqual({ status: 200, value: ['AQID'] })

    expect(await list(format)).toEqual([whole])
    expect(await (await session.page()).get()).toMatchObject({
      t: 'result',
      credential: { id: 'AQID', response: { userHandle: 'CQ' } },
    })
  })

  it('are those of Playwright, which keeps no names and no backups', async () => {
    expect(await send('playwright', [playwright])).toEqual({ status: 200, value: ['AQID'] })

    expect(await list('playwright')).toEqual([playwright])
    expect(await list('webdriver')).toMatchObject([
      { isResidentCredential: true, backupEligibility: false, backupState: false, userName: '' },
    ])
  })

  it('are not discoverable if Playwright has no user handle', async () => {
    await send('playwright', [{ ...playwright, userHandle: '' }])

    expect(await session.passkeys()).toMatchObject([{ discoverable: false, userHandle: '' }])
    expect(await list('playwright')).toMatchObject([{ userHandle: '' }])
  })

  it.each([
    ['another public key', { publicKey: playwright.publicKey.replace(/.{4}$/, 'AAAA') }],
    ['no private key', { privateKey: undefined }],
    ['a user handle of 65 bytes', { userHandle: 'A'.repeat(87) }],
    ['a negative counter', { signCount: -1 }],
  ])('are refused in Playwright’s format for %s', async (_what, fields) => {
    expect(await send('playwright', [{ ...playwright, ...fields }])).toMatchObject(INVALID)
    expect(await session.passkeys()).toEqual([])
  })

  it('are converted between the formats', async () => {
    await send('cdp', [{ ...cdp, signCount: -1, largeBlob: 'YmxvYg==' }])
    const { value: id } = await session.webauthn('POST', '', {
      ...RESIDENT,
      extensions: ['largeBlob'],
    })
    await send('cdp', [{ ...cdp, signCount: -1, largeBlob: 'YmxvYg==' }], { authenticatorId: id })

    expect(await list('webdriver')).toMatchObject([{ signCount: null, largeBlob: 'YmxvYg' }])
  })

  it.each([-8, -257, -35, -37, -53, -48])('keep a key of every algorithm: %s', async (alg) => {
    const pubKeyCredParams = [{ type: 'public-key', alg }]
    const id = await (await session.page()).create('ada', { pubKeyCredParams })
    expect(id).toMatchObject({ t: 'result' })
    for (const format of ['webdriver', 'cdp', 'playwright']) {
      const other = await session.open()
      const credentials = await list(format)
      await session.value('POST', `credentials/${format}`, { credentials }, other)

      expect(await list(format, other)).toEqual(credentials)
      expect(await session.passkeys(other)).toMatchObject([{ algorithm: alg }])
      const page = await session.page(undefined, other)
      expect(await page.get()).toMatchObject({ t: 'result' })
    }
  })

  it('are added to the chosen authenticator', async () => {
    const { value: one } = await session.webauthn('POST', '', RESIDENT)
    expect(await send('webdriver', [resident])).toMatchObject({ status: 200 })
    const { value: two } = await session.webauthn('POST', '', RESIDENT)
    expect(await send('webdriver', [resident])).toMatchObject(INVALID)
    expect(await send('webdriver', [resident], { authenticatorId: 'three' })).toMatchObject(INVALID)
    await send('webdriver', [{ ...resident, credentialId: 'BBBB' }], { authenticatorId: two })

    expect(await session.passkeys()).toMatchObject([
      { authenticatorId: two },
      { authenticatorId: one },
    ])
  })

  it.each<[string, unknown]>([
    ['no list', { ...resident }],
    ['no credentials', undefined],
    ['the same credential twice', [resident, resident]],
    ['an incomplete credential', [resident, { credentialId: 'BBBB' }]],
    ['a credential with an invalid key', [{ ...resident, privateKey: 'AQID' }]],
    ['a credential with a key of another algorithm', [{ ...resident, algorithm: -8 }]],
    ['a credential with an unknown algorithm', [{ ...resident, algorithm: 99 }]],
    [
      'a resident credential without a user handle',
      [{ ...credential, isResidentCredential: true }],
    ],
  ])('are all refused for %s', async (_what, credentials) => {
    expect(await send('webdriver', credentials)).toMatchObject(INVALID)
    expect(await session.passkeys()).toEqual([])
  })

  it.each([
    ['base64url instead of base64', { credentialId: '-_-_' }],
    ['base64 without its padding', { userHandle: 'CQ' }],
    ['a sign count below -1', { signCount: -2 }],
  ])('are refused in the CDP format for %s', async (_what, fields) => {
    expect(await send('cdp', [{ ...cdp, ...fields }])).toMatchObject(INVALID)
  })

  it('are refused when they are already kept', async () => {
    await send('webdriver', [resident])

    expect(await send('webdriver', [resident])).toMatchObject({
      ...INVALID,
      value: {
        message: 'credentials.0.credentialId: a passkey with this id already exists',
      },
    })
  })

  it('are all refused when two belong to one account', async () => {
    const twin = { ...resident, credentialId: 'BBBB' }

    expect(await send('webdriver', [resident, twin])).toMatchObject({
      ...INVALID,
      value: {
        message:
          'credentials.1.credentialId: the list has another discoverable passkey of this account',
      },
    })
    expect(await session.passkeys()).toEqual([])
  })

  it('may have the id of a credential in the trash, which they then replace', async () => {
    const page = await session.page()
    for (const name of ['ada', 'bob', 'cy']) await page.make(name)
    const [ada] = (await list('webdriver')) as { credentialId: string; userHandle: string }[]
    await session.value('DELETE', `passkeys/${ada?.credentialId}`)
    await send('webdriver', [{ ...ada, userHandle: 'Cg', userName: 'dee' }])

    expect(await session.send('POST', `passkeys/${ada?.credentialId}/restore`)).toMatchObject({
      value: { message: 'This passkey is not in the trash.' },
    })
    expect(await session.value('GET', 'trash')).toEqual([])
    const names = (await session.passkeys()).map(({ userName }) => userName)
    expect(names.sort()).toEqual(['bob', 'cy', 'dee'])
    await session.value('POST', 'consent', { action: 'approve', choose: { userName: 'bob' } })
    expect(await page.get()).toMatchObject({ t: 'result' })
  })

  it('are refused by an authenticator that cannot keep them', async () => {
    await session.webauthn('POST', '', USB)

    expect(await send('webdriver', [resident])).toMatchObject({
      ...INVALID,
      value: { message: expect.stringMatching(/^credentials\.0\.isResidentCredential/) as string },
    })
  })

  it('have no other format', async () => {
    expect(await session.send('GET', 'credentials/csv')).toMatchObject({ status: 404 })
  })

  it('get the algorithm of their key', async () => {
    const keys = ['P-384', 'P-521', 'secp256k1'].map((curve, index) => ({
      ...credential,
      credentialId: `AQI${index}`,
      privateKey: pkcs8(curve),
    }))
    await send('webdriver', keys)

    const algorithms = (await session.passkeys()).map(({ algorithm }) => algorithm)
    expect(algorithms.sort()).toEqual([-35, -36, -47])
  })
})
