import { describe, expect, it } from 'vitest'
import { CeremonyError, LatchkeyError } from '../../../playwright/client/latchkey'
import { clientSessionForEachTest } from '../../support/client-session'
import { handleOf } from '../../support/driven-session'
import { creationOptions, requestOptions } from '../../support/webauthn-options'

const session = clientSessionForEachTest()
const page = { origin: 'http://localhost:8080' }

describe('without a page', () => {
  it('a passkey is made, signs in and gets a new name', async () => {
    const user = { id: handleOf('ada'), name: 'ada', displayName: 'Ada' }
    const { id } = await session.passkeys.create(creationOptions({ user }), page)
    const answer = await session.passkeys.get(requestOptions(), page)
    const names = { rpId: 'localhost', userId: handleOf('ada'), name: 'ada', displayName: 'Ada L.' }
    await session.passkeys.signal('currentUserDetails', names, page)

    expect(answer).toMatchObject({ id, response: { userHandle: handleOf('ada') } })
    expect(await session.passkeys.list()).toMatchObject([{ id, userDisplayName: 'Ada L.' }])
  })

  it('a ceremony fails with the name of the page’s error, and with the reason', async () => {
    await session.passkeys.deny()
    const failed = session.passkeys.create(creationOptions(), page)

    await expect(failed).rejects.toBeInstanceOf(CeremonyError)
    await expect(failed).rejects.toMatchObject({
      code: 'ceremony failed',
      name: 'NotAllowedError',
      message: 'The operation either timed out or was not allowed. Reason: the user declined',
      reason: 'the user declined',
      cause: 'the user declined',
    })
  })

  it('a signal fails as a page’s does', async () => {
    const foreign = { rpId: 'example.org', credentialId: 'AQ' }

    await expect(session.passkeys.signal('unknownCredential', foreign, page)).rejects.toMatchObject(
      { name: 'SecurityError' },
    )
  })

  it('a ceremony fails with the member that is wrong', async () => {
    await expect(session.passkeys.create({}, page)).rejects.toMatchObject({
      name: 'TypeError',
      message: expect.stringMatching(
        /^The options are malformed\. Reason: the member \w+ is missing$/,
      ) as string,
    })
  })

  it.each(['create', 'get'] as const)('%s() without a page names what is missing', async (kind) => {
    const call = session.passkeys[kind] as (options: object) => Promise<unknown>

    await expect(call.call(session.passkeys, {})).rejects.toThrow('origin is missing')
    await expect(
      (session.passkeys.signal as (...args: unknown[]) => Promise<unknown>).call(
        session.passkeys,
        'unknownCredential',
        {},
      ),
    ).rejects.toThrow('origin is missing')
  })

  it('a ceremony says that its rule chooses a passkey that is not offered', async () => {
    await session.passkeys.create(creationOptions(), page)
    await session.passkeys.choose('nobody@example.org')

    await expect(session.passkeys.get(requestOptions(), page)).rejects.toMatchObject({
      name: 'NotAllowedError',
      reason: expect.stringMatching(
        /^the rule chooses nobody@example\.org; the passkeys are \S+$/,
      ) as string,
    })
  })

  it('a wrong argument is no failed ceremony', async () => {
    const failed = session.passkeys.get(requestOptions(), { origin: 'http://example.org' })

    await expect(failed).rejects.toMatchObject({ name: 'LatchkeyError', code: 'invalid argument' })
    await expect(failed).rejects.not.toBeInstanceOf(CeremonyError)
    await expect(failed).rejects.toBeInstanceOf(LatchkeyError)
  })

  it('a ceremony is aborted with the caller’s reason', async () => {
    await session.passkeys.never()
    const controller = new AbortController()
    const { signal } = controller
    const pending = session.passkeys.create(creationOptions(), { ...page, signal })
    await session.passkeys.waitFor('ceremonyWaiting')
    const reason = new Error('the test changed its mind')
    controller.abort(reason)

    await expect(pending).rejects.toBe(reason)
    expect(await session.passkeys.waitForCeremony('create')).toMatchObject({ error: 'AbortError' })
  })

  it('nothing is sent when it is aborted before', async () => {
    const reason = new Error('too late')
    const signal = AbortSignal.abort(reason)

    await expect(session.passkeys.get(requestOptions(), { ...page, signal })).rejects.toBe(reason)
    expect(await session.passkeys.activity()).toEqual([])
  })
})
