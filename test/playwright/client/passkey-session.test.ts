import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'
import { renamed } from '../../support/driven-session'
import { clientSessionForEachTest } from '../../support/client-session'
import { resident } from '../../support/webdriver-session'

const session = clientSessionForEachTest()

afterEach(removeTemporaryFolders)

const names = async (passkeys = session.passkeys) =>
  (await passkeys.list()).map(({ userName }) => userName)

describe('the user', () => {
  it('signs in with the account that is chosen by its user name', async () => {
    const page = await session.world.page()
    const id = await page.make('ana')
    await page.make('ben')
    await session.passkeys.choose('ana')

    expect(await page.get()).toMatchObject({ t: 'result', credential: { id } })
  })

  it('is not asked to choose when a passkey is made', async () => {
    const page = await session.world.page()
    await session.passkeys.choose('ana')
    await page.make('ana')

    expect(await session.passkeys.rules()).toMatchObject([{ choose: { userName: 'ana' }, left: 1 }])
  })

  it.each([{ index: 1 }, { userName: 'ana' }])('chooses by %j', async (choice) => {
    const page = await session.world.page()
    const id = await page.make('ana')
    await page.make('ben')
    await session.passkeys.choose(choice)

    expect(await page.get()).toMatchObject({ credential: { id } })
  })

  it('declines', async () => {
    const page = await session.world.page()
    await session.passkeys.deny()

    expect(await page.create()).toMatchObject({ t: 'error', name: 'NotAllowedError' })
    expect(await session.passkeys.rules()).toEqual([])
  })

  it('does what the rules say until they are cleared', async () => {
    await session.passkeys.dismiss({ ceremony: 'get', times: null })
    await session.passkeys.never({ rpId: 'example.org', delay: 10 })
    await session.passkeys.approve({ times: 2 })
    expect((await session.passkeys.rules()).map(({ action }) => action)).toEqual([
      'dismiss',
      'never',
      'approve',
    ])
    await session.passkeys.clearRules()

    expect(await session.passkeys.rules()).toEqual([])
  })
})

describe('the passkeys', () => {
  it('are renamed, and follow the site again', async () => {
    const id = await (await session.world.page()).make('ana')
    await session.passkeys.rename(id, { userName: 'mine' })
    expect(await names()).toEqual(['mine'])
    await session.passkeys.followSite(id)

    expect(await names()).toEqual(['ana'])
  })

  it('are hidden and shown', async () => {
    const id = await (await session.world.page()).make()
    await session.passkeys.hide(id)
    expect((await session.passkeys.list())[0]?.hidden).not.toBeNull()
    await session.passkeys.show(id)

    expect((await session.passkeys.list())[0]?.hidden).toBeNull()
  })

  it('go to the trash and come back', async () => {
    const id = await (await session.world.page()).make('ana')
    await session.passkeys.remove(id)
    expect(await names()).toEqual([])
    expect(await session.passkeys.trash()).toMatchObject([{ passkey: { id } }])
    await session.passkeys.bringBack(id)

    expect(await names()).toEqual(['ana'])
  })
})

describe('what happens', () => {
  it('is waited for, even when it has already happened', async () => {
    await (await session.world.page()).make('ana')
    const event = await session.passkeys.waitForCeremony('create')

    expect(event).toMatchObject({ outcome: 'done', names: { userName: 'ana' } })
  })

  it('is waited for by its members', async () => {
    const page = await session.world.page()
    const added = session.passkeys.waitFor('passkeyAdded', { where: { authenticatorId: null } })
    const id = await page.make('ana')

    expect(await added).toMatchObject({ passkeyId: id, passkey: { userName: 'ana' } })
  })

  it('is a signal that did something', async () => {
    const page = await session.world.page()
    await page.make('ana')
    await page.signal(renamed('ana', 'anna'))
    const waiting = session.passkeys.waitForSignal('currentUserDetails', {
      where: { outcome: 'done' },
    })

    const { changes } = await session.world.overTime(waiting)
    expect(changes).toMatchObject([{ what: 'renamed', after: { userName: 'anna' } }])
  })

  it('is a time-out when no event comes', async () => {
    const waiting = session.passkeys.waitForSignal('unknownCredential', { timeout: 50 })

    await expect(session.world.overTime(waiting)).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining(
        'no signalReceived with signal "unknownCredential" within 50 ms',
      ) as string,
    })
  })

  it('is waited for, and a wait that is left behind fails no other test', async () => {
    const unhandled: unknown[] = []
    const note = (error: unknown) => unhandled.push(error)
    process.on('unhandledRejection', note)
    void session.passkeys.waitFor('passkeyAdded')
    const awaited = session.passkeys.waitFor('passkeyAdded')
    await session.latchkey.openSession()
    await session.passkeys.end()

    await expect(awaited).rejects.toMatchObject({ code: 'invalid session id' })
    // By then, the answer to the other wait has also arrived.
    await session.latchkey.openSession()
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })

  it('is reported from the beginning, in its order, until the session ends', async () => {
    const page = await session.world.page()
    await page.make('ana')
    const types: string[] = []
    for await (const { type } of session.passkeys.events()) {
      if (type !== 'lint') types.push(type)
      if (type === 'ceremonyFinished') await session.passkeys.end()
    }

    expect(types).toEqual([
      'ceremonyStarted',
      'ceremonyWaiting',
      'passkeyAdded',
      'ceremonyFinished',
    ])
  })

  it('is reported from after an event on', async () => {
    const page = await session.world.page()
    await page.make('ana')
    const { seq } = await session.passkeys.waitForCeremony('create')
    await page.make('ben')
    const { value } = await session.passkeys.events({ since: seq }).next()

    expect(value).toMatchObject({ seq: seq + 1, type: 'ceremonyStarted' })
  })

  it('is in the record, with what was undone', async () => {
    const page = await session.world.page()
    await page.make('ana')
    await page.signal(renamed('ana', 'anna'))
    const { entryId } = await session.world.overTime(
      session.passkeys.waitForSignal('currentUserDetails'),
    )
    const { undoes } = await session.passkeys.undo(entryId)

    expect(undoes).toBe(entryId)
    expect(await names()).toEqual(['ana'])
    expect((await session.passkeys.signals()).map(({ kind }) => kind)).toEqual(['undo', 'signal'])
    expect((await session.passkeys.activity()).map(({ kind }) => kind)).toEqual([
      'undo',
      'signal',
      'create',
    ])
  })
})

describe('policies', () => {
  it('are set for all pages and for one', async () => {
    const origin = 'https://example.org'
    await session.passkeys.setPolicy('delete')
    await session.passkeys.setPagePolicy(origin, 'google-password-manager')
    expect(await session.passkeys.policy()).toEqual({
      policy: 'delete',
      pages: { [origin]: 'google-password-manager' },
    })
    await session.passkeys.setPagePolicy(origin, null)

    expect((await session.passkeys.policy()).pages).toEqual({})
  })

  it('say what a signal would do', async () => {
    const id = await (await session.world.page()).make()
    const { inForce, outcomes } = await session.passkeys.dryRun(id, { kind: 'unknownCredential' })

    expect(inForce).toBe('spec')
    expect(outcomes.find(({ policy }) => policy === 'delete')?.changes).toMatchObject([
      { what: 'deleted', passkeyId: id },
    ])
  })
})

describe('a virtual authenticator', () => {
  it('keeps the credentials that it is given', async () => {
    const authenticator = await session.passkeys.addAuthenticator({
      protocol: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
    })
    await authenticator.addCredential(resident)
    await authenticator.setUserVerified(true)
    await authenticator.setCredentialProperties(resident.credentialId, { signCount: 9 })

    expect(await authenticator.credentials()).toMatchObject([
      { credentialId: resident.credentialId, rpId: resident.rpId, signCount: 9 },
    ])
    await authenticator.removeCredential(resident.credentialId)
    expect(await authenticator.credentials()).toEqual([])
  })

  it('is found again by its id, and goes with its credentials', async () => {
    const { id } = await session.passkeys.addAuthenticator({
      protocol: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
    })
    const authenticator = session.passkeys.authenticator(id)
    await authenticator.addCredential(resident)
    await authenticator.removeAllCredentials()
    await authenticator.remove()

    await expect(authenticator.credentials()).rejects.toMatchObject({ code: 'invalid argument' })
  })
})

describe('credentials', () => {
  it('come in in one format and go out in the other', async () => {
    const cdp = {
      ...resident,
      userHandle: Buffer.from(resident.userHandle, 'base64url').toString('base64'),
      privateKey: Buffer.from(resident.privateKey, 'base64url').toString('base64'),
    }

    expect(await session.passkeys.importCredentials('cdp', [cdp])).toEqual(['AQID'])
    expect(await session.passkeys.exportCredentials('webdriver')).toMatchObject([resident])
  })

  it('go to the authenticator that is named', async () => {
    const [, second] = await Promise.all(
      ['usb', 'nfc'].map((transport) =>
        session.passkeys.addAuthenticator({
          protocol: 'ctap2',
          transport: transport as 'usb' | 'nfc',
          hasResidentKey: true,
        }),
      ),
    )
    await session.passkeys.importCredentials('webdriver', [resident], second?.id)

    expect(await second?.credentials()).toMatchObject([{ credentialId: 'AQID' }])
  })
})

describe('a state', () => {
  it('is kept and put back', async () => {
    const page = await session.world.page()
    await page.make('ana')
    const state = await session.passkeys.state()
    await page.make('ben')
    await session.passkeys.restore(state)

    expect(await names()).toEqual(['ana'])
  })

  it('is kept in a file that only its user can read', async () => {
    const path = join(temporaryFolder(), 'states', 'ana.json')
    await (await session.world.page()).make('ana')
    await session.passkeys.state({ path })
    const other = await session.latchkey.openSession()
    await other.restore(path)

    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await names(other)).toEqual(['ana'])
  })

  it('is what a fork begins with', async () => {
    const page = await session.world.page()
    await page.make('ana')
    const fork = await session.passkeys.fork()
    await page.make('ben')

    expect(await names(fork)).toEqual(['ana'])
    expect(await names()).toHaveLength(2)
  })
})

describe('a run', () => {
  it('is the same with the same seed', async () => {
    const ids = []
    for (const passkeys of [session.passkeys, await session.latchkey.openSession()]) {
      await passkeys.seed('one')
      ids.push(await (await session.world.page(undefined, passkeys.id)).make())
    }

    expect(new Set(ids).size).toBe(1)
  })

  it('is the same whatever was drawn before there was a seed', async () => {
    const fresh = await session.latchkey.openSession()
    const page = await session.world.page()
    await page.make('ben')
    const made = []
    for (const passkeys of [session.passkeys, fresh]) {
      await passkeys.seed('one')
      await (await session.world.page(undefined, passkeys.id)).make('ana')
      const credentials = await passkeys.exportCredentials('webdriver')
      made.push(credentials.find(({ userName }) => userName === 'ana')?.privateKey)
    }

    expect(made[0]).toBe(made[1])
  })

  it('goes by the clock that the test sets', async () => {
    await session.passkeys.setClock({ now: 1_000_000, stopped: true, advance: 500 })

    expect(await session.passkeys.clock()).toEqual({ now: 1_000_500, stopped: true })
  })

  it('loads the session’s own script', async () => {
    expect(JSON.parse(await session.passkeys.script())).toHaveProperty('value.grant')
  })
})
