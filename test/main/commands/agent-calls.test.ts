import { describe, expect, it } from 'vitest'
import type { SignalKind } from '../../../src/shared/activity'
import type { AgentRule } from '../../../src/shared/agent-api'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { commandApp } from '../../support/command-app'
import { pageGrant } from '../../support/grants'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { newEcKey } from '../../support/node-keys'

const ORIGIN = 'https://example.org'
const rpId = 'example.org'
const RULE: AgentRule = { action: 'approve', delay: 2000, times: 1 }

async function start() {
  const running = await commandApp()
  const passkey = keptPasskey()
  await running.vault.passkeys.add(passkey, newEcKey('P-256'))
  await running.vault.grants.add(pageGrant({ origin: ORIGIN }))
  const id = encodeBase64Url(passkey.credentialId)
  const userId = encodeBase64Url(passkey.userHandle)
  return { ...running, passkey, id, userId, api: running.calls() }
}

const lock = async ({ vault }: Awaited<ReturnType<typeof start>>) => vault.lock(async () => {})

describe('an agent', () => {
  it('reads the newest entries of the record', async () => {
    const { api, activity } = await start()
    for (const reason of ['one', 'two', 'three'])
      activity.report({ kind: 'get', origin: ORIGIN, outcome: 'refused', reason })

    expect(await api.recentActivity(2)).toMatchObject([{ reason: 'three' }, { reason: 'two' }])
  })

  it('continues after the newest entry, although the vault is locked', async () => {
    const running = await start()
    const { api, activity } = running
    expect(await api.newestActivity()).toBeNull()
    activity.reportLater({ kind: 'get', origin: ORIGIN, outcome: 'refused', reason: 'old' })
    await lock(running)
    const after = await api.newestActivity()
    const wait = { after, kinds: ['get' as const], timeout: 0 }
    expect(await api.waitForActivity(wait)).toBeNull()
    activity.report({ kind: 'get', origin: ORIGIN, outcome: 'refused', reason: 'new' })

    expect(await api.waitForActivity(wait)).toMatchObject({ reason: 'new' })
  })

  it('waits for an entry', async () => {
    const { api, activity } = await start()
    const found = api.waitForActivity({ after: null, kinds: ['get'], timeout: 1000 })
    activity.report({ kind: 'get', origin: ORIGIN, outcome: 'refused', reason: 'it' })

    expect(await found).toMatchObject({ reason: 'it' })
  })

  it('answers questions only if the user allows that', async () => {
    const { api, agentAnswers } = await start()
    await expect(api.addAnswer(RULE)).rejects.toMatchObject({
      failure: 'denied',
      message: expect.stringContaining('Settings under Commands') as string,
    })
    agentAnswers.allow(true)
    await api.addAnswer(RULE)
    await api.clearAnswers()
  })

  it('gets an error when there is no room for a rule', async () => {
    const { api, agentAnswers } = await start()
    agentAnswers.allow(true)
    for (let n = 0; n < 1000; n++) await api.addAnswer(RULE)

    await expect(api.addAnswer(RULE)).rejects.toMatchObject({ failure: 'failed' })
  })

  it('sends a signal of a paired page, and notes it', async () => {
    const { api, id, app, notes } = await start()
    const options = { rpId, credentialId: id }
    await api.sendSignal(ORIGIN, 'unknownCredential', options)

    expect(app.sent).toEqual([[ORIGIN, 'unknownCredential', options]])
    expect(app.asked).toEqual([])
    expect(notes).toEqual([`an agent sent the signal unknownCredential for ${ORIGIN}`])
  })

  it.each(['https://other.example', 'nonsense', 'null'])(
    'sends no signal of a page that is not paired: %s',
    async (origin) => {
      const { api, app } = await start()
      await expect(api.sendSignal(origin, 'unknownCredential', {})).rejects.toMatchObject({
        failure: 'denied',
        message: expect.stringContaining('is not paired') as string,
      })
      expect(app.sent).toEqual([])
    },
  )

  it.each([
    [
      'sends no signal',
      (app: Awaited<ReturnType<typeof start>>) =>
        app.api.sendSignal(ORIGIN, 'unknownCredential', {}),
    ],
    [
      'tries no signal',
      (app: Awaited<ReturnType<typeof start>>) =>
        app.api.dryRunSignal({ passkeyId: 'AQ', signal: { kind: 'unknownCredential' } }),
    ],
  ])('%s while the vault is locked', async (_what, call) => {
    const running = await start()
    await lock(running)

    await expect(call(running)).rejects.toMatchObject({
      failure: 'locked',
      message: expect.stringContaining('The vault is not open.') as string,
    })
  })
})

describe('a signal of an agent that deletes, because its page has that policy', () => {
  const deleting = async () => {
    const running = await start()
    running.app.policy = 'delete'
    await running.vault.passkeys.add(keptPasskey({ userName: 'ben' }), PRIVATE_KEY)
    return running
  }
  type Deleting = Awaited<ReturnType<typeof deleting>>
  const doomed: readonly (readonly [string, SignalKind, (app: Deleting) => object])[] = [
    ['names a passkey', 'unknownCredential', ({ id }) => ({ rpId, credentialId: id })],
    [
      'leaves a passkey out',
      'allAcceptedCredentials',
      ({ userId }) => ({ rpId, userId, allAcceptedCredentialIds: [] }),
    ],
  ]

  it.each(doomed)('is confirmed in the window: it %s', async (_what, kind, optionsOf) => {
    const running = await deleting()
    await running.api.sendSignal(ORIGIN, kind, { ...optionsOf(running) })

    expect(running.app.asked).toMatchObject([
      { what: 'delete', count: 1, passkeys: [{ userName: 'ada@example.org' }] },
    ])
    expect(running.app.sent).toHaveLength(1)
  })

  it.each(doomed)('is not sent if the user denies it: it %s', async (_what, kind, optionsOf) => {
    const running = await deleting()
    running.app.answer = false

    await expect(
      running.api.sendSignal(ORIGIN, kind, { ...optionsOf(running) }),
    ).rejects.toMatchObject({ failure: 'denied' })
    expect(running.app.sent).toEqual([])
  })

  it('asks again about a passkey that was made while the user read the question', async () => {
    const running = await deleting()
    const { app, api, userId, vault, passkey } = running
    app.whileAsked = async () => {
      if (app.asked.length === 1)
        await vault.passkeys.add(
          keptPasskey({ userHandle: passkey.userHandle, discoverable: false, userName: 'new' }),
          PRIVATE_KEY,
        )
    }
    await api.sendSignal(ORIGIN, 'allAcceptedCredentials', {
      rpId,
      userId,
      allAcceptedCredentialIds: [],
    })

    expect(app.asked).toMatchObject([{ count: 1 }, { count: 2 }])
    expect(app.sent).toHaveLength(1)
  })

  it('is not sent when the page lost its pairing while the user read the question', async () => {
    const { app, api, id, vault } = await deleting()
    app.whileAsked = () => vault.grants.removeByOrigin(ORIGIN)

    await expect(
      api.sendSignal(ORIGIN, 'unknownCredential', { rpId, credentialId: id }),
    ).rejects.toMatchObject({ failure: 'denied' })
    expect(app.sent).toEqual([])
  })

  const harmless: readonly (readonly [string, SignalKind, (app: Deleting) => object])[] = [
    [
      'renames',
      'currentUserDetails',
      ({ userId }) => ({ rpId, userId, name: '', displayName: '' }),
    ],
    ['names no passkey', 'unknownCredential', () => ({ rpId, credentialId: 'AQ' })],
    [
      'names a passkey of another site',
      'unknownCredential',
      ({ id }) => ({ rpId: 'a', credentialId: id }),
    ],
    ['is malformed', 'unknownCredential', () => ({})],
    ['lists nothing that is a list', 'allAcceptedCredentials', () => ({ rpId })],
    [
      'lists every passkey of its user',
      'allAcceptedCredentials',
      ({ id, userId }) => ({ rpId, userId, allAcceptedCredentialIds: [id] }),
    ],
    [
      'has a user id that is no base64url',
      'allAcceptedCredentials',
      () => ({ rpId, userId: '!', allAcceptedCredentialIds: [] }),
    ],
  ]

  it.each(harmless)('asks nothing if it %s', async (_what, kind, optionsOf) => {
    const running = await deleting()
    await running.api.sendSignal(ORIGIN, kind, { ...optionsOf(running) })

    expect(running.app.asked).toEqual([])
    expect(running.app.sent).toHaveLength(1)
  })
})
