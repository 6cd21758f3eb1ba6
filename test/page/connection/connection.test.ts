import { beforeEach, describe, expect, it } from 'vitest'
import { settle, testConnection, testGrants } from '../../support/page-bridge'
import { GRANT, notAllowed, type ScriptedBridge } from '../../support/scripted-bridge'

const asking = { mayPair: true, asksLocked: false, signal: undefined }
const quiet = { ...asking, mayPair: false }
let { page, connection, grants } = testConnection()

beforeEach(() => {
  ;({ page, connection, grants } = testConnection())
})

function pairedBefore(): void {
  grants.keep(GRANT, 'longer')
  page.bridge.grants.set(GRANT.grant, GRANT.token)
}

/** A bridge that closes with `code` instead of sending `ready`. */
function rejectProof(code: number): ScriptedBridge['connect'] {
  const connect = page.bridge.connect.bind(page.bridge)
  return (origin, wire) =>
    connect(origin, {
      ...wire,
      send: (message) => (message.t === 'ready' ? wire.close(code) : wire.send(message)),
    })
}

describe('before anything is asked', () => {
  it('opens no socket for a page that was never paired', async () => {
    connection.connectIfPaired()
    await settle()

    expect(page.opened).toBe(0)
    expect(connection.state).toBe('idle')
  })

  it('connects a page that was paired before', async () => {
    pairedBefore()

    connection.connectIfPaired()
    await settle()

    expect(connection.state).toBe('ready')
    expect(page.bridge.heardOf('hello')).toMatchObject([
      { v: [1], shim: '1.2.3', grant: GRANT.grant, frame: { crossOrigin: false } },
    ])
  })
})

describe('pairing', () => {
  it('is opened by the first request with a gesture, and shows the code until it is answered', async () => {
    page.bridge.pairing = () => undefined
    const ready = connection.ready(asking)
    await settle()
    expect(page.code).toBe('482913')

    page.say(page.bridge.allow(1))
    await ready

    expect(page.code).toBeUndefined()
    expect(connection.state).toBe('ready')
    expect(grants.read()).toEqual(GRANT)
  })

  it('is not opened without a gesture', async () => {
    await expect(connection.ready(quiet)).rejects.toMatchObject({ kind: 'unpaired' })
    expect(page.bridge.heardOf('pair')).toEqual([])
  })

  it('does not distinguish between a user who declines and a limit', async () => {
    page.bridge.pairing = notAllowed

    await expect(connection.ready(asking)).rejects.toMatchObject({ kind: 'declined' })
    expect(connection.state).toBe('unpaired')
    expect(page.code).toBeUndefined()
  })

  it('is asked for once when two requests want it', async () => {
    await Promise.all([connection.ready(asking), connection.ready(asking)])

    expect(page.bridge.heardOf('pair')).toHaveLength(1)
  })

  it('is withdrawn when the page aborts', async () => {
    page.bridge.pairing = () => undefined
    const controller = new AbortController()
    const ready = connection.ready({ ...asking, signal: controller.signal })
    await settle()

    controller.abort('changed my mind')

    await expect(ready).rejects.toBe('changed my mind')
    await settle()
    expect(page.code).toBeUndefined()
    expect(page.bridge.heardOf('abort')).toHaveLength(1)
  })

  it('stays open for another request when the one that opened it aborts', async () => {
    page.bridge.pairing = () => undefined
    const controller = new AbortController()
    const first = connection.ready({ ...asking, signal: controller.signal })
    const second = connection.ready(asking)
    await settle()

    controller.abort('changed my mind')
    await expect(first).rejects.toBe('changed my mind')
    page.say(page.bridge.allow(1))
    await second

    expect(connection.state).toBe('ready')
    expect(page.bridge.heardOf('abort')).toEqual([])
  })

  it('is opened again after it was withdrawn', async () => {
    page.bridge.pairing = () => undefined
    const controller = new AbortController()
    const first = connection.ready({ ...asking, signal: controller.signal })
    await settle()
    controller.abort('changed my mind')
    await expect(first).rejects.toBe('changed my mind')

    const second = connection.ready(asking)
    await settle()
    page.say(page.bridge.allow(2))
    await second

    expect(connection.state).toBe('ready')
  })

  it('is not opened for a request that was aborted before', async () => {
    const signal = AbortSignal.abort('before')

    await expect(connection.ready({ ...asking, signal })).rejects.toBe('before')
    expect(page.bridge.heardOf('pair')).toEqual([])
  })

  it('cuts the name of the page to the bridge’s limit', async () => {
    const long = testConnection({ pageName: 'x'.repeat(65) })
    await long.connection.ready(asking)

    expect(long.page.bridge.heardOf('pair')).toMatchObject([{ name: 'x'.repeat(64) }])
  })

  it('holds in memory if the browser blocks storage', async () => {
    const blocked = testConnection({ grants: testGrants({ blocked: true }) })
    await blocked.connection.ready(asking)
    blocked.page.closeAll()

    await blocked.connection.ready(quiet)

    expect(blocked.connection.state).toBe('ready')
  })
})

describe('a grant', () => {
  it('is forgotten when the bridge no longer knows it', async () => {
    grants.keep(GRANT, 'longer')

    await connection.greeted()

    expect(connection.state).toBe('unpaired')
    expect(grants.read()).toBeUndefined()
  })

  it('is forgotten when it was revoked', async () => {
    pairedBefore()
    await connection.greeted()

    page.say({ t: 'event', event: 'revoked' })
    page.closeAll(4001)
    await settle()

    expect(grants.read()).toBeUndefined()
    expect(connection.state).toBe('unpaired')
  })

  it.each([4001, 4003])(
    'is forgotten when the bridge answers its proof with %i, and the page pairs again',
    async (code) => {
      pairedBefore()
      page.bridge.connect = rejectProof(code)
      connection.connectIfPaired()
      await settle()

      expect(grants.read()).toBeUndefined()
      expect(connection.state).toBe('unpaired')

      await connection.ready(asking)
      expect(page.bridge.heardOf('pair')).toHaveLength(1)
    },
  )

  it('outlives a socket that closes for any other reason in the middle of the greeting', async () => {
    pairedBefore()
    page.bridge.connect = rejectProof(1001)
    connection.connectIfPaired()
    await settle()

    expect(grants.read()).toEqual(GRANT)
  })

  it('that another tab has received in between is used', async () => {
    await connection.greeted()
    pairedBefore()

    await connection.ready(quiet)

    expect(connection.state).toBe('ready')
  })
})

it('becomes ready when it is notified that another tab was paired', async () => {
  await connection.greeted()
  const ready = connection.becomesReady(new AbortController().signal)
  pairedBefore()

  connection.connectIfPaired()
  await ready

  expect(page.opened).toBe(2)
})

it('serves two requests at once after another tab was paired', async () => {
  await connection.greeted()
  pairedBefore()
  page.bridge.answer = ({ id }) => ({ t: 'result', id, credential: null })

  const answers = [1, 2].map(async () => {
    const conversation = await connection.ready(asking)
    return conversation.request({ t: 'get', options: {} })
  })

  await expect(Promise.all(answers)).resolves.toHaveLength(2)
  expect(page.opened).toBe(2)
  expect(page.bridge.heardOf('pair')).toEqual([])
})

describe('an impostor', () => {
  beforeEach(async () => {
    pairedBefore()
    page.bridge.isImpostor = true
    await connection.greeted().catch(() => {})
  })

  it('does not learn the token, and is not asked again', async () => {
    await expect(connection.ready(asking)).rejects.toMatchObject({ kind: 'impostor' })

    expect(page.bridge.heard.map(({ t }) => t)).toEqual(['hello'])
    expect(connection.state).toBe('impostor')
    expect(page.opened).toBe(1)
  })

  it('is reported to the user, and costs the page no grant', () => {
    expect(page.warnings.join()).toContain('127.0.0.1:47801')
    expect(grants.read()).toEqual(GRANT)
  })
})

describe('when the app is away', () => {
  it('says so, and connects at the next request', async () => {
    page.isRunning = false
    await expect(connection.ready(asking)).rejects.toMatchObject({ kind: 'absent' })
    expect(connection.state).toBe('absent')

    page.isRunning = true
    await connection.ready(asking)

    expect(connection.state).toBe('ready')
  })

  it('looks for it again, less and less often, while the page was paired', async () => {
    pairedBefore()
    page.isRunning = false
    await connection.greeted().catch(() => {})

    page.clock.advance(1000)
    await settle()
    page.clock.advance(1000)
    await settle()
    expect(page.opened).toBe(2)

    page.isRunning = true
    page.clock.advance(1000)
    await settle()
    expect(connection.state).toBe('ready')
  })

  it('does not look for it while the page is hidden', async () => {
    pairedBefore()
    await connection.greeted()
    page.isVisible = false
    page.closeAll()
    page.clock.advance(60_000)
    await settle()
    expect(page.opened).toBe(1)

    page.show()
    await settle()
    expect(connection.state).toBe('ready')
  })

  it('does not look for it on behalf of a page that was never paired', async () => {
    await connection.greeted()
    page.closeAll()
    page.clock.advance(600_000)
    await settle()

    expect(page.opened).toBe(1)
  })
})

describe('a locked app', () => {
  beforeEach(() => {
    page.bridge.isLocked = true
  })

  it('is reported as locked', async () => {
    await expect(connection.ready(asking)).rejects.toMatchObject({ kind: 'locked' })
    expect(connection.state).toBe('locked')
  })

  it('is greeted again when it announces that it is unlocked', async () => {
    pairedBefore()
    await connection.greeted()
    page.bridge.isLocked = false

    page.say({ t: 'event', event: 'unlocked' })
    page.clock.advance(1000)
    await settle()

    expect(connection.state).toBe('ready')
    expect(page.opened).toBe(2)
  })

  it('that unlocks and locks without end is asked less and less often', async () => {
    pairedBefore()
    await connection.greeted()

    for (let i = 0; i < 50; i++) {
      page.say({ t: 'event', event: 'unlocked' })
      page.clock.advance(100)
      await settle()
    }

    expect(page.opened).toBeLessThanOrEqual(4)
  })

  it('needs no new greeting from a page that had proved its grant', async () => {
    page.bridge.isLocked = false
    pairedBefore()
    await connection.greeted()

    page.say({ t: 'event', event: 'locked' })
    expect(connection.state).toBe('locked')
    page.say({ t: 'event', event: 'unlocked' })

    expect(connection.state).toBe('ready')
    expect(page.opened).toBe(1)
  })
})

it('gives up on a program that never greets', async () => {
  page.bridge.connect = () => () => {}
  const greeted = connection.greeted()
  const failure = expect(greeted).rejects.toMatchObject({ kind: 'refused' })
  await settle()

  page.clock.advance(5000)

  await failure
})

it('closes when the document enters the back/forward cache, and reconnects when it returns', async () => {
  pairedBefore()
  await connection.greeted()

  connection.suspend()
  await settle()
  expect(connection.state).toBe('absent')

  connection.connectIfPaired()
  await settle()
  expect(connection.state).toBe('ready')
})
