/** The two ends of the helper's messages, joined in memory. The keychain behind them does what the test says. */
import { describe, expect, it } from 'vitest'
import { KeychainModuleError } from '../../../src/keyring/keytar-keychain'
import { serveKeyring } from '../../../src/keyring/serve-keyring'
import { HelperKeychain } from '../../../src/main/vault/helper-keychain'
import { conditionOf } from '../../../src/main/vault/keychain'
import type { HelperEvents, HelperProcess } from '../../../src/main/vault/keyring-process'
import { FakeClock } from '../../support/fake-clock'

const SECRET = 'a secret that nobody may read'
const STALE = 'The name :1.5 was not provided by any .service files'

it('keeps, lists and deletes items, with one helper for all calls', async () => {
  const { keychain, helpers } = helped()

  await keychain.set('a', SECRET)

  expect(await keychain.get('a')).toBe(SECRET)
  expect(await keychain.list()).toEqual([{ account: 'a', secret: SECRET }])
  await keychain.delete('a')
  expect(await keychain.get('a')).toBeNull()
  expect(helpers).toHaveLength(1)
})

describe('a helper', () => {
  it('is started for the first call', async () => {
    const { keychain, helpers } = helped()
    expect(helpers).toHaveLength(0)

    await keychain.get('a')

    expect(helpers).toHaveLength(1)
  })

  it('is started before the first call if that is known to come, and ends like others when it does not', async () => {
    const { keychain, helpers, clock } = helped()
    keychain.prepare()
    expect(helpers).toHaveLength(1)
    await keychain.get('a')
    expect(helpers).toHaveLength(1)

    clock.advance(60_000)
    keychain.prepare()
    clock.advance(60_000)
    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([true, true])
  })

  it('ends when it had no call for a minute, and another one is started for the next call', async () => {
    const { keychain, helpers, clock } = helped()
    await keychain.get('a')
    clock.advance(59_999)
    await keychain.get('a')
    clock.advance(59_999)
    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([false])

    clock.advance(1)
    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([true])

    await keychain.get('a')
    expect(helpers).toHaveLength(2)
  })

  it('does not end while a call waits, however long', async () => {
    const { keychain, helpers, clock, world } = helped()
    await keychain.get('a')
    world.hangs = true
    const asking = keychain.get('a')
    clock.advance(10_000)
    await expect(asking).rejects.toMatchObject({ name: 'KeychainTimeoutError' })

    clock.advance(600_000)

    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([false])
  })
})

describe('a call that hangs', () => {
  it('fails after ten seconds, and is left to the user, who may be about to unlock the keychain', async () => {
    const { keychain, helpers, clock, world } = helped()
    world.hangs = true
    const asking = keychain.get('a')
    clock.advance(10_000)
    await expect(asking).rejects.toMatchObject({ name: 'KeychainTimeoutError' })
    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([false])

    world.unlock()
    await settled()

    await keychain.get('a')
    expect(helpers).toHaveLength(1)
  })

  it('takes its helper with it when the next call comes', async () => {
    const { keychain, helpers, clock, world } = helped()
    world.hangs = true
    const asking = keychain.get('a')
    clock.advance(10_000)
    await asking.catch(() => undefined)
    world.hangs = false

    expect(await keychain.get('a')).toBeNull()

    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([true, false])
    expect(helpers.map(({ calls }) => calls)).toEqual([['get'], ['get']])
  })

  it('takes no other call with it', async () => {
    const { keychain, clock, world } = helped()
    world.hangs = true
    const first = keychain.get('a')
    clock.advance(5_000)
    const second = keychain.get('b')
    clock.advance(5_000)
    await expect(first).rejects.toMatchObject({ name: 'KeychainTimeoutError' })

    world.hangs = false
    const third = keychain.get('c')

    expect(await Promise.all([second, third])).toEqual([null, null])
  })
})

describe('a call that fails', () => {
  it('is asked again of another helper when the connection of this one is stale', async () => {
    const { keychain, helpers } = helped()
    await keychain.set('a', SECRET)
    helpers[0]!.error = new Error(STALE)

    expect(await keychain.get('a')).toBe(SECRET)

    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([true, false])
  })

  it('is asked once of a helper that has only just connected', async () => {
    const { keychain, helpers, world } = helped()
    world.error = new Error(STALE)

    await expect(keychain.get('a')).rejects.toThrow(STALE)
    expect(helpers.map(({ calls }) => calls)).toEqual([['get']])

    delete world.error
    expect(await keychain.get('a')).toBeNull()
    expect(helpers).toHaveLength(2)
  })

  it('is asked twice at most', async () => {
    const { keychain, helpers, world } = helped()
    await keychain.get('a')
    world.error = new Error(STALE)

    await expect(keychain.get('a')).rejects.toThrow(STALE)

    expect(helpers.map(({ calls }) => calls)).toEqual([['get', 'get'], ['get']])
  })

  it.each(['Cannot create an item in a locked collection', 'The prompt was dismissed'])(
    'is not asked again when the keychain refuses: %s',
    async (message) => {
      const { keychain, helpers, world } = helped()
      await keychain.get('a')
      world.error = new Error(message)

      await expect(keychain.set('a', SECRET)).rejects.toThrow(message)

      expect(helpers.map(({ calls }) => calls)).toEqual([['get', 'set']])
    },
  )

  it('has ten seconds for both tries', async () => {
    const { keychain, helpers, clock, world } = helped()
    await keychain.get('a')
    const asking = keychain.get('a')
    clock.advance(6_000)
    world.hangs = true
    helpers[0]!.crash()
    await settled()

    clock.advance(4_000)

    await expect(asking).rejects.toMatchObject({ name: 'KeychainTimeoutError' })
  })

  it('says that no keychain can be asked when the native module is missing', async () => {
    const { keychain, helpers, world } = helped()
    world.error = new KeychainModuleError('Latchkey could not load its keychain module')

    const error: unknown = await keychain.get('a').catch((reason: unknown) => reason)

    expect(error).toMatchObject({ name: 'KeychainMissingError' })
    expect(conditionOf(error).state).toBe('missing')
    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([true])
  })
})

describe('a helper that crashes', () => {
  it('is replaced, and its calls are asked again', async () => {
    const { keychain, helpers, world } = helped()
    await keychain.set('a', SECRET)
    world.hangs = true
    const asking = keychain.get('a')
    await settled()
    world.hangs = false

    helpers[0]!.crash()

    expect(await asking).toBe(SECRET)
  })

  it('fails the call when that happens twice, and says so', async () => {
    const { keychain, helpers, world } = helped()
    world.hangs = true
    const asking = keychain.get('a').catch((reason: unknown) => reason)
    helpers[0]!.crash()
    await expect.poll(() => helpers.length).toBe(2)
    helpers[1]!.crash()

    expect(String(await asking)).toContain('the process that asks the keychain ended')
    expect(helpers).toHaveLength(2)
  })
})

describe('what a helper says', () => {
  it.each([
    ['is no message', SECRET],
    ['has a member too many', { is: 'done', id: 1, answer: SECRET, account: SECRET }],
    [
      'is no answer to this call',
      { is: 'done', id: 1, answer: [{ account: 'a', secret: SECRET }] },
    ],
  ])('ends it when it %s, and is in no error', async (_, message) => {
    const { keychain, helpers, world } = helped()
    world.hangs = true
    const asking = keychain.get('a').catch((reason: unknown) => reason)
    helpers[0]!.say(message)
    await expect.poll(() => helpers.length).toBe(2)
    helpers[1]!.say(message)

    const error = (await asking) as Error

    expect(error).toMatchObject({ name: 'HelperLostError' })
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET)
    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([true, true])
  })

  it('is ignored after its end', async () => {
    const { keychain, helpers, clock, world } = helped()
    world.hangs = true
    const asking = keychain.get('a')
    clock.advance(10_000)
    await asking.catch(() => undefined)
    const next = keychain.get('a')
    next.catch(() => undefined)

    helpers[0]!.say({ is: 'done', id: 1, answer: SECRET })
    clock.advance(10_000)
    await expect(next).rejects.toMatchObject({ name: 'KeychainTimeoutError' })
    // A helper that had answered every call would end.
    clock.advance(600_000)

    expect(helpers.map(({ hasEnded }) => hasEnded)).toEqual([true, false])
  })
})

/** Delivers every message in flight. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** The keychain of a computer. */
interface World {
  readonly items: Map<string, string>
  /** Whether calls get no answer. */
  hangs: boolean
  /** The error with which calls fail. */
  error?: Error
  /** Answers the hanging calls, and all later ones. */
  unlock(): void
}

class MemoryHelper implements HelperProcess {
  readonly calls: string[] = []
  hasEnded = false
  /** The error with which calls of this helper fail. */
  error: Error | undefined
  readonly #events: HelperEvents
  #receive: (message: unknown) => void = () => undefined

  constructor(events: HelperEvents, world: World, waitForUser: () => Promise<void>) {
    this.#events = events
    const answer = async <T>(call: string, result: () => T): Promise<T> => {
      this.calls.push(call)
      const error = this.error ?? world.error
      if (error) throw error
      if (world.hangs) await waitForUser()
      return result()
    }
    const { items } = world
    serveKeyring(
      {
        onMessage: (listener) => (this.#receive = listener),
        send: (reply) => {
          if (!this.hasEnded) this.say(reply)
        },
      },
      () => ({
        get: (account) => answer('get', () => items.get(account) ?? null),
        set: (account, secret) => answer('set', () => void items.set(account, secret)),
        delete: (account) => answer('delete', () => void items.delete(account)),
        list: () =>
          answer('list', () => Array.from(items, ([account, secret]) => ({ account, secret }))),
      }),
      () => this.crash(),
    )
  }

  send(message: unknown): void {
    if (!this.hasEnded) this.#receive(structuredClone(message))
  }

  say(message: unknown): void {
    this.#events.message(structuredClone(message))
  }

  end(): void {
    this.hasEnded = true
  }

  crash(): void {
    this.end()
    this.#events.ended()
  }
}

function helped() {
  const clock = new FakeClock()
  const waiting: (() => void)[] = []
  const world: World = {
    items: new Map(),
    hangs: false,
    unlock: () => {
      world.hangs = false
      for (const go of waiting.splice(0)) go()
    },
  }
  const waitForUser = () => new Promise<void>((resolve) => void waiting.push(resolve))
  const helpers: MemoryHelper[] = []
  const start = (events: HelperEvents) => {
    const helper = new MemoryHelper(events, world, waitForUser)
    helpers.push(helper)
    return helper
  }
  return { keychain: new HelperKeychain({ service: 's', start, clock }), helpers, clock, world }
}
