import { describe, expect, it } from 'vitest'
import { EarlySession } from '../../../playwright/client/early-session'
import type { PasskeySession } from '../../../playwright/client/passkey-session'
import { clientSessionForEachTest } from '../../support/client-session'

const session = clientSessionForEachTest()

/** Opens sessions of a running Latchkey, and keeps them in `opened`. */
function keeping(opened: Promise<PasskeySession>[]) {
  return {
    openSession: () => {
      const opening = session.latchkey.openSession()
      opened.push(opening)
      return opening
    },
  }
}

describe('a session that opens early', () => {
  it('begins to open at once, and is the one that its test gets', async () => {
    const opened: Promise<PasskeySession>[] = []
    const early = new EarlySession(keeping(opened))
    expect(opened).toHaveLength(1)

    expect(await early.openSession()).toBe(await opened[0])
    expect(opened).toHaveLength(1)
  })

  it('is left to the test that took it', async () => {
    const early = new EarlySession(session.latchkey)
    const taken = await early.openSession()
    await early.endUnlessTaken()

    expect(await taken.list()).toEqual([])
  })

  it('ends if no test takes it', async () => {
    const opened: Promise<PasskeySession>[] = []
    const early = new EarlySession(keeping(opened))
    await early.endUnlessTaken()

    const one = await opened[0]!
    await expect(one.list()).rejects.toMatchObject({ code: 'invalid session id' })
  })

  it('gives its error only to the test that takes it', async () => {
    const refusing = { openSession: () => Promise.reject(new Error('too many sessions')) }
    const taken = new EarlySession(refusing)
    await expect(taken.openSession()).rejects.toThrow('too many sessions')

    await expect(new EarlySession(refusing).endUnlessTaken()).resolves.toBeUndefined()
  })
})
