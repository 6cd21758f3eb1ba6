/** The app is killed at any step of a conversation. The page must learn of it without a timer, so the clock stands still. */
import { describe, expect, it } from 'vitest'
import type { PageMessage } from '../../../src/shared/bridge-messages'
import { settle, testConnection, testGrants, type PageBridge } from '../../support/page-bridge'
import { asCreate, asGet, testCeremonies } from '../../support/page-ceremonies'
import { GRANT } from '../../support/scripted-bridge'

const steps = ['hello', 'auth', 'pair', 'create', 'get'] as const

describe('an app that is killed', () => {
  it.each(steps)(
    'when it gets %s ends the call of the page at once, and the next call works',
    async (step) => {
      const { call, page } = pageAt(step)
      const restart = killAt(page, step)

      await expect(call()).rejects.toMatchObject({ name: 'NotAllowedError' })

      restart()
      await expect(call()).resolves.toMatchObject({ type: 'public-key' })
    },
  )

  it.each(['hello', 'auth', 'pair'] as const)(
    'when it gets %s leaves no code in the page',
    async (step) => {
      const { call, page } = pageAt(step)
      killAt(page, step)

      await call().catch(() => undefined)

      expect(page.code).toBeUndefined()
    },
  )

  it('before the socket is open ends the call of the page at once', async () => {
    const { call, page } = pageAt('hello')
    page.isStalled = true
    const made = call()
    await settle()

    page.closeAll()

    await expect(made).rejects.toMatchObject({ name: 'NotAllowedError' })
  })
})

/** A page that the user has to pair, or that was paired before, if the step needs that. */
function pageAt(step: (typeof steps)[number]) {
  const grants = testGrants()
  const connected = testConnection({ grants })
  if (step === 'auth') {
    grants.keep(GRANT, 'longer')
    connected.page.bridge.grants.set(GRANT.grant, GRANT.token)
  }
  const { create, get } = testCeremonies({}, connected)
  return { page: connected.page, call: () => (step === 'get' ? get(asGet) : create(asCreate)) }
}

/** Ends every socket as soon as a page sends that message. Returns the function that starts the app again. */
function killAt(page: PageBridge, step: PageMessage['t']): () => void {
  const connect = page.bridge.connect.bind(page.bridge)
  page.bridge.connect = (origin, wire) => {
    const receive = connect(origin, wire)
    return (text) => {
      if ((JSON.parse(text) as PageMessage).t !== step) receive(text)
      else setImmediate(() => page.closeAll())
    }
  }
  return () => void (page.bridge.connect = connect)
}
