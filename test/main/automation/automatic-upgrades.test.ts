/** `create()` with mediation `conditional` in a session (WebAuthn §5.1.3 step 19). */
import { describe, expect, it } from 'vitest'
import { DrivenSession, handleOf, type SessionPage } from '../../support/driven-session'
import { creationOptions } from '../../support/webauthn-options'
import { INVALID } from '../../support/webdriver-session'

const session = DrivenSession.forEachTest()
const set = (settings: object) => session.value('POST', 'settings', settings)

let asked = 100
function upgrade(page: SessionPage, name = 'ada') {
  const user = { id: handleOf(name), name, displayName: name }
  const options = creationOptions({ user })
  return page.page.ask({ id: ++asked, t: 'create', mediation: 'conditional', options })
}

const MADE = { t: 'result' }
const REFUSED = { t: 'error', name: 'NotAllowedError' }

describe('an automatic upgrade', () => {
  it('is allowed, as after a sign-in with a password manager', async () => {
    expect(await upgrade(await session.page())).toMatchObject(MADE)
    expect(await session.value('GET', 'activity')).toMatchObject([
      { outcome: 'done', reason: expect.stringContaining('as an automatic upgrade') as string },
    ])
  })

  it('is refused if the settings never allow one, and the record says so', async () => {
    await set({ automaticUpgrades: 'never' })
    const page = await session.page()
    await page.make('ben')
    await page.get()

    expect(await upgrade(page)).toMatchObject(REFUSED)
    expect(await session.value('GET', 'activity')).toMatchObject([
      { reason: 'the session’s settings allow no passkey that is made without asking' },
      {},
      {},
    ])
  })

  it('needs a sign-in if the settings say so: one that no rule decided counts, once', async () => {
    await set({ automaticUpgrades: 'after-sign-in' })
    const page = await session.page()
    await page.make('ben')
    expect(await upgrade(page)).toMatchObject(REFUSED)
    await page.get()

    expect(await upgrade(page)).toMatchObject(MADE)
    expect(await upgrade(page, 'cy')).toMatchObject(REFUSED)
  })
})

describe('the settings', () => {
  it('are answered, and go into forks', async () => {
    expect(await session.value('GET', 'settings')).toMatchObject({ automaticUpgrades: 'always' })
    expect(await set({ automaticUpgrades: 'never' })).toMatchObject({ automaticUpgrades: 'never' })
    const { sessionId } = await session.value<{ sessionId: string }>('POST', 'fork', {})

    expect(await session.value('GET', 'settings', undefined, sessionId)).toMatchObject({
      automaticUpgrades: 'never',
    })
  })

  it.each([{ automaticUpgrades: 'perhaps' }, { automaticUpgrades: null }, { colour: 'red' }, []])(
    'are not %j',
    async (body) => {
      expect(await session.send('POST', 'settings', body)).toMatchObject(INVALID)
    },
  )
})
