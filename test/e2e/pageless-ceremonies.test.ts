/** Ceremonies without a page: Node's automation process, the client for tests, and a third-party verifier. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Latchkey } from '../../playwright/client/latchkey'
import { nodeAutomation } from '../support/automation-app'

const RP_ID = 'login.example.org'
const page = { origin: `https://${RP_ID}` }
const expected = { expectedOrigin: page.origin, expectedRPID: RP_ID }
const userID = new Uint8Array([1, 2, 3])

let latchkey: Latchkey

beforeAll(async () => {
  latchkey = await Latchkey.start({ command: nodeAutomation })
})

afterAll(() => latchkey.end())

it('a server verifies a registration and a sign-in, and renames the account', async () => {
  const passkeys = await latchkey.openSession()
  const creation = await generateRegistrationOptions({
    rpName: 'Example',
    rpID: RP_ID,
    userName: 'ada',
    userID,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const response = await passkeys.create(creation, page)
  const registration = await verifyRegistrationResponse({
    response,
    expectedChallenge: creation.challenge,
    ...expected,
  })
  const { credential } = registration.registrationInfo ?? {}
  if (!credential) throw new Error('the registration was not verified')

  const request = await generateAuthenticationOptions({ rpID: RP_ID, userVerification: 'required' })
  const { verified } = await verifyAuthenticationResponse({
    response: await passkeys.get(request, page),
    expectedChallenge: request.challenge,
    credential,
    ...expected,
  })
  expect(verified).toBe(true)

  const userId = Buffer.from(userID).toString('base64url')
  const names = { rpId: RP_ID, userId, name: 'ada', displayName: 'Ada Lovelace' }
  await passkeys.signal('currentUserDetails', names, page)
  expect(await passkeys.list()).toMatchObject([
    { id: credential.id, origin: page.origin, userDisplayName: 'Ada Lovelace' },
  ])
  await passkeys.signal('unknownCredential', { rpId: RP_ID, credentialId: credential.id }, page)
  await expect(passkeys.get(request, page)).rejects.toMatchObject({ name: 'NotAllowedError' })
})

it('a test judges the options of a ceremony and its response by their event', async () => {
  const passkeys = await latchkey.openSession()
  const options = await generateRegistrationOptions({ rpName: '', rpID: RP_ID, userName: 'ben' })
  const response = await passkeys.create(options, page)

  const { challenge, pubKeyCredParams } = options
  expect(await passkeys.waitForCeremony('create')).toMatchObject({
    options: { challenge, pubKeyCredParams },
    response,
  })
})

it('a sign-in that a session makes immediate ends at once without a passkey, and asks with one', async () => {
  const passkeys = await latchkey.openSession()
  await passkeys.setSettings({ immediateGet: 'supported' })
  const request = await generateAuthenticationOptions({ rpID: RP_ID })
  const immediate = { ...page, uiMode: 'immediate' } as const

  await expect(passkeys.get(request, immediate)).rejects.toMatchObject({
    name: 'NotAllowedError',
    reason: `no passkey for ${RP_ID} is kept here`,
  })
  const options = await generateRegistrationOptions({
    rpName: '',
    rpID: RP_ID,
    userName: 'cy',
    authenticatorSelection: { residentKey: 'required' },
  })
  const { id } = await passkeys.create(options, page)
  expect(await passkeys.get(request, immediate)).toMatchObject({ id })
  expect(await passkeys.waitFor('ceremonyWaiting', { where: { ceremony: 'get' } })).toMatchObject({
    question: 'sign-in',
  })
})
