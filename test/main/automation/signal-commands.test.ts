import { describe, expect, it } from 'vitest'
import { INVALID, resident } from '../../support/webdriver-session'
import { relatedOriginsDocument } from '../../support/related-origins'
import { renamed, DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const USB = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true }

describe('signals in a session', () => {
  it('reach every authenticator at once, and are recorded once', async () => {
    const page = await session.page()
    for (const transport of ['usb', 'nfc']) {
      const { value: id } = await session.webauthn('POST', '', { ...USB, transport })
      const others = await session.webauthn('GET', `/${String(id)}/credentials`)
      expect(others.value).toEqual([])
      await page.make(transport)
    }
    await session.value('POST', 'policy', { policy: 'delete' })
    const all = await session.passkeys()
    for (const { id } of all)
      await page.signal({
        kind: 'unknownCredential',
        options: { rpId: 'localhost', credentialId: id },
      })
    await session.wait({ event: 'signalReceived' })
    await session.wait({ event: 'signalReceived' })

    expect(await session.passkeys()).toEqual([])
    expect(await session.value('GET', 'signals')).toMatchObject([
      { outcome: 'done', policy: 'delete' },
      { outcome: 'done', policy: 'delete' },
    ])
  })

  it('that a page did not await come before a command, even if their RP ID is looked up', async () => {
    const origin = 'https://shop.example'
    let answer: () => void = () => undefined
    session.relatedOrigins = {
      fetch: () =>
        new Promise((resolve) => (answer = () => resolve(relatedOriginsDocument([origin])))),
    }
    const { value: authenticatorId } = await session.webauthn('POST', '', USB)
    const page = await session.page(origin)
    const credentialId = await page.make('ada')
    await session.value('POST', 'policy', { policy: 'delete' })
    const options = { rpId: 'shop.example', credentialId }
    page.post({
      kind: 'currentUserDetails',
      options: { ...renamed('ada', 'ana').options, rpId: 'example.org' },
    })
    page.post({ kind: 'unknownCredential', options })
    await page.page.settled()
    const listed = session.webauthn('GET', `/${String(authenticatorId)}/credentials`)
    const read = [session.passkeys(), session.value('GET', 'signals')]
    await page.page.settled()
    answer()

    expect(await listed).toMatchObject({ status: 200, value: [] })
    expect(await Promise.all(read)).toMatchObject([[], [{ outcome: 'done' }, {}]])
  })

  it('that are still on their way when a command comes are applied before it', async () => {
    const { value: authenticatorId } = await session.webauthn('POST', '', USB)
    const page = await session.page()
    const credentialId = await page.make('ada')
    await session.value('POST', 'policy', { policy: 'delete' })
    page.page.echoes = false
    const listed = session.webauthn('GET', `/${String(authenticatorId)}/credentials`)
    const echo = await page.page.next()
    page.post({ kind: 'unknownCredential', options: { rpId: 'localhost', credentialId } })
    page.page.send(echo)

    expect(await listed).toMatchObject({ status: 200, value: [] })
  })

  it('are undone', async () => {
    const page = await session.page()
    await page.make('ada')
    await page.signal(renamed('ada', 'ana'))
    const event = await session.wait({ event: 'signalReceived' })
    const entryId = 'entryId' in event ? event.entryId : ''
    const undone = await session.value('POST', `signals/${entryId}/undo`, {})

    expect(undone).toMatchObject({ kind: 'undo', undoes: entryId })
    expect(await session.passkeys()).toMatchObject([{ userName: 'ada' }])
    expect(await session.send('POST', `signals/${entryId}/undo`)).toMatchObject({
      status: 500,
      value: { error: 'unknown error', message: expect.stringContaining('undone') as string },
    })
    expect(await session.value('GET', 'signals')).toMatchObject([
      { kind: 'undo' },
      { kind: 'signal', id: entryId },
    ])
  })

  it('are undone in the remaining authenticators, each with its own undo note', async () => {
    const page = await session.page()
    const ids: string[] = []
    for (const transport of ['usb', 'nfc']) {
      const { value } = await session.webauthn('POST', '', { ...USB, transport })
      const authenticatorId = String(value)
      ids.push(authenticatorId)
      const credentialId = ids.length === 1 ? 'AAAA' : 'BBBB'
      const credentials = [{ ...resident, rpId: 'localhost', credentialId, userName: 'ada' }]
      await session.value('POST', 'credentials/webdriver', { credentials, authenticatorId })
    }
    await page.signal({
      kind: 'currentUserDetails',
      options: { rpId: 'localhost', userId: resident.userHandle, name: 'ana', displayName: '' },
    })
    const event = await session.wait({ event: 'signalReceived' })
    await session.webauthn('DELETE', `/${ids[0]}`)
    const entryId = 'entryId' in event ? event.entryId : ''
    const undone = await session.value('POST', `signals/${entryId}/undo`)

    expect(undone).toMatchObject({ changes: [{ what: 'renamed', passkeyId: 'BBBB' }], left: [] })
    expect(await session.passkeys()).toMatchObject([{ id: 'BBBB', userName: 'ada' }])
  })

  it('restore a passkey on undo beside a passkey of the same user in another authenticator', async () => {
    for (const credentialId of ['AAAA', 'BBBB']) {
      const { value: authenticatorId } = await session.webauthn('POST', '', USB)
      const credentials = [{ ...resident, rpId: 'localhost', credentialId }]
      await session.value('POST', 'credentials/webdriver', { credentials, authenticatorId })
    }
    await session.value('POST', 'policy', { policy: 'delete' })
    const options = { rpId: 'localhost', credentialId: 'AAAA' }
    await (await session.page()).signal({ kind: 'unknownCredential', options })
    const event = await session.wait({ event: 'signalReceived', where: { outcome: 'done' } })
    await session.value('POST', `signals/${'entryId' in event ? event.entryId : ''}/undo`)

    const ids = (await session.passkeys()).map(({ id }) => id)
    expect(ids.sort()).toEqual(['AAAA', 'BBBB'])
  })

  it('cannot be undone with an unknown id', async () => {
    expect(await session.send('POST', 'signals/nothing/undo')).toMatchObject(INVALID)
  })

  it('are recorded together with ceremonies', async () => {
    const page = await session.page()
    await page.make('ada')
    await page.signal(renamed('ada', 'ana'))
    await session.wait({ event: 'signalReceived' })

    expect(await session.value('GET', 'activity')).toMatchObject([
      { kind: 'signal', outcome: 'done' },
      { kind: 'create', outcome: 'done' },
    ])
  })

  it('use the policy of their page, or otherwise the common policy', async () => {
    expect(await session.value('GET', 'policy')).toEqual({ policy: 'spec', pages: {} })
    const origin = 'http://localhost:47810'
    await session.value('POST', 'policy', { policy: 'google-password-manager' })
    await session.value('POST', 'policy', { policy: 'delete', origin })
    expect(await session.value('GET', 'policy')).toEqual({
      policy: 'google-password-manager',
      pages: { [origin]: 'delete' },
    })
    await session.value('POST', 'policy', { policy: null, origin })
    const page = await session.page(origin)
    await page.make('ada')
    const before = await session.passkeys()
    await session.value('POST', `passkeys/${before[0]?.id}/rename`, { userName: 'mine' })
    await page.signal(renamed('ada', 'ana'))
    const event = await session.wait({ event: 'signalReceived' })

    expect(event).toMatchObject({ policy: 'google-password-manager', outcome: 'done' })
    expect(await session.passkeys()).toMatchObject([{ userName: 'mine', userDisplayName: 'ANA' }])
  })

  it.each([
    ['no policy', {}],
    ['an unknown policy', { policy: 'strict' }],
    ['null for all pages', { policy: null }],
    ['an invalid origin', { policy: 'spec', origin: 'example.org' }],
    ['an origin with a path', { policy: 'spec', origin: 'https://example.org/' }],
    ['an unknown member', { policy: 'spec', rpId: 'example.org' }],
  ])('keep their policy after %s', async (_what, body) => {
    expect(await session.send('POST', 'policy', body)).toMatchObject(INVALID)
    expect(await session.value('GET', 'policy')).toEqual({ policy: 'spec', pages: {} })
  })

  it('are simulated by a dry run', async () => {
    const passkeyId = await (await session.page()).make('ada')
    const tried = await session.value('POST', 'dry-run', {
      passkeyId,
      signal: { kind: 'unknownCredential' },
    })

    expect(tried).toMatchObject({
      inForce: 'spec',
      outcomes: [
        { policy: 'spec', changes: [{ what: 'hidden', passkeyId }] },
        { policy: 'google-password-manager', changes: [{ what: 'hidden', passkeyId }] },
        { policy: 'delete', changes: [{ what: 'deleted', passkeyId }] },
        { policy: 'ignored', changes: [] },
        { policy: 'apple', changes: [{ what: 'hidden', passkeyId }] },
      ],
    })
    expect(await session.passkeys()).toMatchObject([{ id: passkeyId, hidden: null }])
    expect(await session.value('GET', 'signals')).toEqual([])
  })

  it.each([
    ['no passkey', { signal: { kind: 'unknownCredential' } }],
    ['an unknown signal', { passkeyId: 'AQID', signal: { kind: 'hello' } }],
    ['names that are missing', { passkeyId: 'AQID', signal: { kind: 'currentUserDetails' } }],
  ])('are refused in a dry run for %s', async (_what, body) => {
    expect(await session.send('POST', 'dry-run', body)).toMatchObject(INVALID)
  })

  it('are refused in a dry run on an unknown passkey', async () => {
    const body = { passkeyId: 'AQID', signal: { kind: 'unknownCredential' } }

    expect(await session.send('POST', 'dry-run', body)).toMatchObject(INVALID)
  })
})
