import { describe, expect, it } from 'vitest'
import { failure, INVALID, RESIDENT, USB, WebDriverSession } from '../../support/webdriver-session'

const session = WebDriverSession.forEachTest()

describe('Add Virtual Authenticator (§11.3)', () => {
  const addTo = (body: unknown) =>
    session.send('POST', `${session.path}/webauthn/authenticator`, body)

  it('returns the id, and applies the defaults', async () => {
    const { status, value } = await addTo(USB)

    expect([status, value]).toEqual([200, expect.stringMatching(/^[\w.~-]{1,48}$/)])
    expect(session.described).toMatchObject({
      protocol: 'ctap2',
      attachment: 'cross-platform',
      transports: ['usb'],
      residentKeys: false,
      userVerification: 'unavailable',
      counter: 'per-passkey',
      backupEligible: false,
      backedUp: false,
      extensions: [],
    })
  })

  it.each(['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal'])(
    'accepts the transport %s',
    async (transport) => {
      expect(await addTo({ protocol: 'ctap2_1', transport })).toMatchObject({ status: 200 })
      const attachment = transport === 'internal' ? 'platform' : 'cross-platform'
      expect(session.described).toMatchObject({ transports: [transport], attachment })
    },
  )

  it.each([
    [true, true, 'succeeds'],
    [true, false, 'fails'],
    [false, true, 'unavailable'],
  ])(
    'verifies users as configured (%s, %s)',
    async (hasUserVerification, isUserVerified, outcome) => {
      await addTo({ ...USB, hasUserVerification, isUserVerified })

      expect(session.described?.userVerification).toBe(outcome)
    },
  )

  it('accepts backup flags and extensions', async () => {
    const backup = { defaultBackupEligibility: true, defaultBackupState: true }
    await addTo({ ...RESIDENT, ...backup, extensions: ['prf', 'largeBlob', 'prf'] })

    expect(session.described).toMatchObject({
      backupEligible: true,
      backedUp: true,
      extensions: ['largeBlob', 'prf'],
    })
  })

  it.each([
    ['no body', undefined],
    ['null', null],
    ['an array', []],
    ['text', '"ctap2"'],
    ['no protocol', { transport: 'usb' }],
    ['no transport', { protocol: 'ctap2' }],
    ['an unknown protocol', { ...USB, protocol: 'ctap3' }],
    ['an unknown transport', { ...USB, transport: 'pigeon' }],
    ['an unknown member', { ...USB, colour: 'red' }],
    ['a flag that is text', { ...USB, hasResidentKey: 'true' }],
    ['a flag that is null', { ...USB, isUserConsenting: null }],
    ['extensions that are text', { ...USB, extensions: 'prf' }],
    ['an extension that is a number', { ...USB, extensions: [5] }],
  ])('refuses %s', async (_what, body) => {
    expect(await addTo(body)).toMatchObject(INVALID)
    expect(session.world?.authenticators.size).toBe(0)
  })

  it('takes what U2F cannot do, and U2F does not do it', async () => {
    const all = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true }
    const backup = { defaultBackupEligibility: true, defaultBackupState: true }

    expect(
      await addTo({ protocol: 'ctap1/u2f', transport: 'internal', ...all, ...backup }),
    ).toMatchObject({ status: 200 })
    expect(session.described).toMatchObject({
      attachment: 'platform',
      transports: ['internal'],
      residentKeys: false,
      userVerification: 'unavailable',
      backupEligible: false,
      backedUp: false,
    })
  })

  it.each([
    ['ctap2', 'uvm'],
    ['ctap1/u2f', 'prf'],
  ])('does not support the protocol %s with the extension %s', async (protocol, id) => {
    expect(await addTo({ ...USB, protocol, extensions: [id] })).toMatchObject(
      failure('unsupported operation', 500),
    )
  })

  it('adds an authenticator that can be removed', async () => {
    const path = await session.add()

    expect(await session.send('DELETE', path)).toEqual({ status: 200, value: null })
    expect(session.world?.authenticators.size).toBe(0)
    expect(await session.send('DELETE', path)).toMatchObject(INVALID)
  })
})
