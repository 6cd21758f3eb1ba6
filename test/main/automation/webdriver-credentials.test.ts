import { describe, expect, it } from 'vitest'
import {
  credential,
  INVALID,
  pkcs8,
  resident,
  RESIDENT,
  USB,
  WebDriverSession,
} from '../../support/webdriver-session'

const session = WebDriverSession.forEachTest()

describe('Add Credential (§11.5) and Get Credentials (§11.6)', () => {
  it('keeps a resident credential, and lists it unchanged', async () => {
    const path = await session.add()
    const names = { userName: 'ada', userDisplayName: 'Ada' }
    expect(await session.send('POST', `${path}/credential`, { ...resident, ...names })).toEqual({
      status: 200,
      value: null,
    })

    expect(await session.send('GET', `${path}/credentials`)).toEqual({
      status: 200,
      value: [{ ...resident, ...names, backupEligibility: false, backupState: false }],
    })
  })

  it('keeps a credential without a user handle and without a counter', async () => {
    const path = await session.add(USB)
    await session.send('POST', `${path}/credential`, {
      ...credential,
      userHandle: null,
      signCount: null,
    })
    const { value } = await session.send('GET', `${path}/credentials`)

    expect(value).toMatchObject([{ isResidentCredential: false, signCount: null }])
    expect(value).not.toMatchObject([{ userHandle: expect.anything() as unknown }])
  })

  it('accepts padded base64url, which some clients send', async () => {
    const path = await session.add()
    const padded = { credentialId: 'AQIDBA==', userHandle: 'CQ==' }

    expect(
      await session.send('POST', `${path}/credential`, { ...resident, ...padded }),
    ).toMatchObject({
      status: 200,
    })
    const { value } = await session.send('GET', `${path}/credentials`)
    expect(value).toMatchObject([{ credentialId: 'AQIDBA', userHandle: 'CQ' }])
  })

  it('uses the authenticator’s backup flags unless the credential has its own', async () => {
    const synced = { defaultBackupEligibility: true, defaultBackupState: true }
    const path = await session.add({ ...RESIDENT, ...synced })
    await session.send('POST', `${path}/credential`, resident)
    const own = { credentialId: 'BBBB', userHandle: 'Cg', backupState: false }
    await session.send('POST', `${path}/credential`, { ...resident, ...own })
    const { value } = await session.send('GET', `${path}/credentials`)

    expect(value).toMatchObject([
      { backupEligibility: true, backupState: true },
      { backupEligibility: true, backupState: false },
    ])
  })

  it('keeps a large blob only when the authenticator supports it', async () => {
    const path = await session.add({ ...RESIDENT, extensions: ['largeBlob'] })
    await session.send('POST', `${path}/credential`, { ...resident, largeBlob: 'YmxvYg' })
    const without = await session.add(RESIDENT)
    await session.send('POST', `${without}/credential`, { ...resident, largeBlob: 'YmxvYg' })

    expect((await session.send('GET', `${path}/credentials`)).value).toMatchObject([
      { largeBlob: 'YmxvYg' },
    ])
    expect((await session.send('GET', `${without}/credentials`)).value).not.toMatchObject([
      { largeBlob: expect.anything() as unknown },
    ])
  })

  it.each([
    ['no body', undefined],
    ['an array', []],
    ['no credentialId', { credentialId: undefined }],
    ['a credentialId that is not base64url', { credentialId: 'a+b/' }],
    ['an empty credentialId', { credentialId: '' }],
    ['a credentialId that is too long', { credentialId: 'A'.repeat(1366) }],
    ['a credentialId that is a number', { credentialId: 5 }],
    ['no isResidentCredential', { isResidentCredential: undefined }],
    ['isResidentCredential as text', { isResidentCredential: 'true' }],
    ['no rpId', { rpId: undefined }],
    ['an empty rpId', { rpId: '' }],
    ['an rpId that is a URL', { rpId: 'https://example.org' }],
    ['an rpId that is an address', { rpId: '127.0.0.1' }],
    ['no privateKey', { privateKey: undefined }],
    ['a privateKey that is not a key', { privateKey: 'AQID' }],
    ['a key of another curve', { privateKey: pkcs8('P-384') }],
    ['a resident credential without a user', { userHandle: undefined }],
    ['a user handle that is not base64url', { userHandle: '+' }],
    ['a user handle that is too long', { userHandle: 'A'.repeat(87) }],
    ['no signCount', { signCount: undefined }],
    ['a negative signCount', { signCount: -1 }],
    ['a signCount beyond 32 bits', { signCount: 2 ** 32 }],
    ['a signCount that is text', { signCount: '7' }],
    ['a large blob that is not base64url', { largeBlob: '*' }],
  ])('refuses %s', async (_what, fields) => {
    const path = await session.add()
    const body = fields === undefined || Array.isArray(fields) ? fields : { ...resident, ...fields }

    expect(await session.send('POST', `${path}/credential`, body)).toMatchObject(INVALID)
    expect((await session.send('GET', `${path}/credentials`)).value).toEqual([])
  })

  it('refuses a resident credential on an authenticator that cannot keep it', async () => {
    const path = await session.add(USB)

    expect(await session.send('POST', `${path}/credential`, resident)).toMatchObject(INVALID)
  })

  it('refuses a credential that is already kept', async () => {
    const path = await session.add()
    await session.send('POST', `${path}/credential`, resident)

    expect(await session.send('POST', `${path}/credential`, resident)).toMatchObject(INVALID)
  })
})
