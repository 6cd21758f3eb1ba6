/** A session whose own authenticator plays a provider. */
import { expect, it } from 'vitest'
import { PROFILE_FILES } from '../../../src/main/webauthn/providers/profile-files'
import { profileDescription } from '../../../src/main/webauthn/providers/provider-profiles'
import { profileOfRecording } from '../../../src/main/webauthn/providers/recorded-profile'
import { profileIds } from '../../../src/shared/provider-profile'
import { DrivenSession } from '../../support/driven-session'
import { recordProvider } from '../../support/recorded-provider'

const session = DrivenSession.forEachTest()

const play = (profile: string) => session.value('POST', 'settings', { profile })
const CHALLENGE = { challenge: Buffer.alloc(32).toString('base64url') }

/** The flags of the page's answer, in hexadecimal. */
const flagsOf = (message: unknown): string => {
  const { credential } = message as { credential: { response: { authenticatorData: string } } }
  return Buffer.from(credential.response.authenticatorData, 'base64url')
    .subarray(32, 33)
    .toString('hex')
}

it('changes what the same page gets, and the event and the record name the profile', async () => {
  const page = await session.page()
  const flags: string[] = []
  for (const profile of ['gpm-desktop', 'gpm-linux', 'samsung-pass-2025']) {
    await play(profile)
    flags.push(flagsOf(await page.create(profile)))
    expect(await session.wait({ event: 'ceremonyFinished', where: { profile } })).toMatchObject({
      profile,
      outcome: 'done',
    })
  }

  expect(flags).toEqual(['5d', '59', 'dd'])
  expect(await session.value('GET', 'activity')).toMatchObject([
    {
      reason: expect.stringContaining(
        'the authenticator (Samsung Pass (2025)) was simulated',
      ) as string,
    },
    { reason: expect.stringContaining('Google Password Manager (Linux)') as string },
    { reason: expect.stringContaining('Google Password Manager (Windows, macOS)') as string },
  ])
})

it('is named by the event of a ceremony that ends with an error', async () => {
  const page = await session.page()
  await play('bitwarden')
  await session.value('POST', 'consent', { action: 'deny' })
  await page.create('ada', CHALLENGE)

  expect(await session.wait({ event: 'ceremonyFinished' })).toMatchObject({
    outcome: 'refused',
    response: null,
    profile: 'bitwarden',
  })
})

it('says in the record where nobody was verified', async () => {
  const page = await session.page()
  await play('keepassxc-2.7.12')
  await page.create('ada', CHALLENGE)

  expect(await session.value('GET', 'activity')).toMatchObject([
    { reason: expect.stringContaining('nobody was verified') as string },
  ])
})

it('brings its capabilities and its policy for signals', async () => {
  const page = await session.page()
  await play('keepassxc-2.7.12')

  expect(await page.capabilities()).toMatchObject({
    capabilities: {
      conditionalCreate: false,
      conditionalGet: false,
      userVerifyingPlatformAuthenticator: true,
    },
  })
  expect(await session.value('GET', 'policy')).toEqual({ policy: 'ignored', pages: {} })
})

it('leaves a policy that was chosen by hand', async () => {
  await session.value('POST', 'policy', { policy: 'delete' })
  await play('icloud-iphone')
  expect(await session.value('GET', 'policy')).toMatchObject({ policy: 'delete' })
})

it('comes back with a snapshot, with the passkeys that it made', async () => {
  const page = await session.page()
  await play('icloud-iphone')
  const passkeyId = await page.make('ada')
  const snapshot = await session.value('GET', 'snapshot')
  await play('latchkey')

  await session.value('POST', 'restore', { snapshot })

  expect(await session.value('GET', 'settings')).toMatchObject({ profile: 'icloud-iphone' })
  expect(await session.value('GET', 'policy')).toMatchObject({ policy: 'apple' })
  expect(await session.value('GET', 'snapshot')).toMatchObject({
    passkeys: [{ credentialId: passkeyId, profile: 'icloud-iphone' }],
  })
})

it('is returned with what is known of it', async () => {
  const profiles = await session.value<readonly { readonly id: string }[]>('GET', 'profiles')

  expect(profiles.map(({ id }) => id)).toEqual([...profileIds])
  expect(profiles.find(({ id }) => id === 'bitwarden')).toMatchObject({
    title: 'Bitwarden (browser extension)',
    unknown: ['attachment'],
    facts: expect.arrayContaining([
      expect.objectContaining({ grade: 'S', about: 'An excluded passkey is NotAllowedError.' }),
    ]) as unknown[],
  })
})

it('is refused where it is unknown, and nothing changes', async () => {
  expect(await session.send('POST', 'settings', { profile: 'nobody' })).toMatchObject({
    status: 400,
  })
  expect(await session.value('GET', 'settings')).toMatchObject({ profile: 'latchkey' })
})

it('plays a profile that a test has loaded, and a snapshot brings it along', async () => {
  const { profile: own } = profileOfRecording(
    await recordProvider(profileDescription('samsung-pass-2025')),
  )
  expect(await session.value('POST', 'profiles', own)).toBe('example')
  await play('example')

  expect(await session.value('GET', 'profiles')).toContainEqual(
    expect.objectContaining({ id: 'example', title: 'Example' }),
  )
  const page = await session.page()
  expect(flagsOf(await page.create('ada', CHALLENGE))).toBe('dd')
  const snapshot = await session.value('GET', 'snapshot')
  expect(await session.value('POST', 'restore', { snapshot })).toBeNull()
  expect(await session.value('GET', 'settings')).toMatchObject({ profile: 'example' })
})

it.each([
  ['a profile that is not there', 'settings', { profile: 'acme' }, 'there is no profile “acme”'],
  ['a profile without facts', 'profiles', { id: 'acme' }, 'the profile cannot be loaded'],
  ['the id of a shipped profile', 'profiles', shipped('bitwarden'), 'Latchkey has a profile'],
])('refuses %s, and says why', async (_what, path, body, why) => {
  expect(await session.send('POST', path, body)).toMatchObject({
    status: 400,
    value: { error: 'invalid argument', message: expect.stringContaining(why) as string },
  })
})

function shipped(id: string): object {
  return PROFILE_FILES.find((one) => one.id === id) ?? {}
}

it('changes the backup flags of stored passkeys with an update of the provider', async () => {
  const page = await session.page()
  await play('keepassxc-2.7.11')
  await page.create('ada', CHALLENGE)
  const before = flagsOf(await page.get(CHALLENGE))

  await session.value('POST', 'provider/update', { profile: 'keepassxc-2.7.12' })

  expect([before, flagsOf(await page.get(CHALLENGE))]).toEqual(['05', '1d'])
  expect(await session.value('GET', 'settings')).toMatchObject({ profile: 'keepassxc-2.7.12' })
  expect(await session.send('POST', 'provider/update', { profile: 'acme' })).toMatchObject({
    status: 400,
    value: { message: expect.stringContaining('there is no profile “acme”') as string },
  })
})

it('plays a backup that is restored: the counter goes back, and later passkeys are gone', async () => {
  const page = await session.page()
  const counter = async () => {
    const message = await page.get({ userVerification: 'preferred' })
    const { credential } = message as { credential: { response: { authenticatorData: string } } }
    return Buffer.from(credential.response.authenticatorData, 'base64url').readUInt32BE(33)
  }
  await play('firefox-test-token')
  await page.create('ada')
  expect(await counter()).toBe(1)
  const backup = await session.value('GET', 'snapshot')
  expect(await counter()).toBe(2)
  await page.create('grace')

  await session.value('POST', 'restore', { snapshot: backup })

  expect(await session.passkeys()).toMatchObject([{ userName: 'ada' }])
  expect(await counter()).toBe(2)
})
