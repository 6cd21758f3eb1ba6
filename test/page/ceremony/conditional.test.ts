import { describe, expect, it } from 'vitest'
import { closeCodes } from '../../../src/shared/bridge-messages'
import { authenticationJson, registrationJson } from '../../support/credential-json'
import { settle, testConnection, testGrants } from '../../support/page-bridge'
import { asCreate, asGet, nativeCredential, testCeremonies } from '../../support/page-ceremonies'
import { GRANT, notAllowed } from '../../support/scripted-bridge'

const offered = { ...asGet, mediation: 'conditional' }
const upgrade = { ...asCreate, mediation: 'conditional' }

/** A page that was paired earlier, with a bridge that answers only when the test says so. */
function pairedCeremonies(...changed: Parameters<typeof testCeremonies>) {
  const grants = testGrants()
  grants.keep(GRANT, 'session')
  const parts = testConnection({ grants })
  parts.page.bridge.grants.set(GRANT.grant, GRANT.token)
  const made = testCeremonies(changed[0], parts)
  made.page.bridge.answer = () => undefined
  return made
}

/** The current state of a promise. */
async function fateOf(promise: Promise<unknown>): Promise<unknown> {
  let fate: unknown = 'pending'
  promise.then(
    (value) => (fate = value),
    (error: unknown) => (fate = error),
  )
  await settle()
  return fate
}

describe('a conditional get()', () => {
  it('goes to the app, and is pending until the user chooses', async () => {
    const { get, page } = pairedCeremonies()
    const pending = get(offered)

    expect(await fateOf(pending)).toBe('pending')
    expect(page.bridge.heardOf('get')).toMatchObject([{ mediation: 'conditional' }])
    page.say({ t: 'result', id: 1, credential: authenticationJson() })
    await expect(pending).resolves.toEqual(authenticationJson())
    expect(page.warnings).toEqual([])
  })

  it.each([
    ['cannot', {}, false],
    ['cannot', { signal: undefined }, false],
    ['can', { signal: new AbortController().signal }, true],
  ])('says that the page %s abort it', async (_, given, hasSignal) => {
    const { get, page } = pairedCeremonies()
    void get({ ...offered, ...given }).catch(() => undefined)
    await settle()

    expect(page.bridge.heardOf('get')).toMatchObject([{ hasSignal }])
  })

  it('alone says so, and not to an older app, which would not read it', async () => {
    const modal = testCeremonies()
    await modal.get(asGet)
    const older = pairedCeremonies()
    older.page.bridge.accepts = undefined
    void older.get(offered).catch(() => undefined)
    await settle()

    for (const { page } of [modal, older])
      expect(page.bridge.heardOf('get')[0]).not.toHaveProperty('hasSignal')
  })

  it.each(['get', 'create'] as const)('ends when a modal %s() begins', async (kind) => {
    const made = pairedCeremonies()
    const pending = made.get(offered)
    const superseded = expect(pending).rejects.toMatchObject({ name: 'AbortError' })
    await settle()
    made.page.bridge.answer = ({ t, id }) => ({
      t: 'result',
      id,
      credential: t === 'create' ? registrationJson() : authenticationJson(),
    })

    const modal = made[kind](kind === 'get' ? asGet : asCreate)

    await expect(modal).resolves.toBeDefined()
    await superseded
    expect(made.page.bridge.heard.map(({ t }) => t)).toEqual([
      'hello',
      'auth',
      'get',
      'abort',
      kind,
    ])
  })

  it.each([
    ['get', offered],
    ['create', upgrade],
  ] as const)('does not give way to a conditional %s()', async (kind, options) => {
    const made = pairedCeremonies()
    const pending = made.get(offered)
    await settle()

    await expect(made[kind](options)).rejects.toMatchObject({ name: 'OperationError' })
    expect(await fateOf(pending)).toBe('pending')
  })

  it('is not begun while a modal request is pending', async () => {
    const { get } = pairedCeremonies()
    void get(asGet)
    await settle()

    await expect(get(offered)).rejects.toMatchObject({ name: 'OperationError' })
  })

  it('ends with the reason of the page’s signal, at whatever stage it is', async () => {
    for (const ready of [true, false]) {
      const { get, page } = pairedCeremonies()
      page.isRunning = ready
      const controller = new AbortController()
      const pending = get({ ...offered, signal: controller.signal })
      await settle()
      controller.abort('enough')

      await expect(pending).rejects.toBe('enough')
      expect(page.bridge.heardOf('abort')).toHaveLength(ready ? 1 : 0)
      expect(await fateOf(get(offered))).toBe('pending')
    }
  })

  it('rejects with the app’s errors', async () => {
    const { get, page } = pairedCeremonies()
    page.bridge.answer = ({ id }) => ({ t: 'error', id, name: 'SecurityError', message: 'no' })

    await expect(get(offered)).rejects.toMatchObject({ name: 'SecurityError' })
  })
})

describe('a conditional get() of a page that is not ready', () => {
  it('opens no pairing, waits with one warning, and reaches the app once the page is paired', async () => {
    const { get, page, connection } = testCeremonies()
    page.bridge.answer = () => undefined
    const pending = get(offered)

    expect(await fateOf(pending)).toBe('pending')
    expect(page.bridge.heardOf('pair')).toEqual([])
    expect(page.warnings).toEqual([
      expect.stringMatching(/^This page is not paired.*conditional get\(\) waits/),
    ])

    await connection.ready({ mayPair: true, asksLocked: false, signal: undefined })
    await settle()
    expect(page.bridge.heardOf('get')).toHaveLength(1)
    page.say({ t: 'result', id: 2, credential: authenticationJson() })
    await expect(pending).resolves.toEqual(authenticationJson())
  })

  it('waits while the vault is locked from the start, and reaches the app when it is unlocked', async () => {
    const { get, page } = pairedCeremonies()
    page.bridge.isLocked = true
    const pending = get(offered)
    expect(await fateOf(pending)).toBe('pending')
    expect(page.warnings).toMatchObject([expect.stringContaining('locked')])

    page.bridge.isLocked = false
    page.say({ t: 'event', event: 'unlocked' })
    page.clock.advance(60_000)
    await settle()

    expect(page.bridge.heardOf('get')).toHaveLength(1)
    expect(await fateOf(pending)).toBe('pending')
  })

  it('waits again when the vault is locked later, and reaches the app again', async () => {
    const { get, page } = pairedCeremonies()
    const pending = get(offered)
    await settle()

    page.say({ t: 'event', event: 'locked' })
    page.say(notAllowed(1))
    expect(await fateOf(pending)).toBe('pending')
    page.say({ t: 'event', event: 'unlocked' })
    await settle()

    expect(page.bridge.heardOf('get')).toHaveLength(2)
    page.say({ t: 'result', id: 2, credential: authenticationJson() })
    await expect(pending).resolves.toEqual(authenticationJson())
  })

  it('waits without the app, and reaches the app when it is started', async () => {
    const { get, page } = pairedCeremonies()
    page.isRunning = false
    const pending = get(offered)
    expect(await fateOf(pending)).toBe('pending')
    expect(page.warnings).toEqual(["not there Until then this page's conditional get() waits."])

    page.isRunning = true
    page.clock.advance(60_000)
    await settle()

    expect(page.bridge.heardOf('get')).toHaveLength(1)
    expect(page.warnings).toHaveLength(1)
  })

  it('warns once, however often it has to wait', async () => {
    const { get, page } = pairedCeremonies()
    void get(offered)
    await settle()
    for (const id of [1, 2]) {
      page.say({ t: 'event', event: 'locked' })
      page.say(notAllowed(id))
      await settle()
      page.say({ t: 'event', event: 'unlocked' })
      await settle()
    }

    expect(page.bridge.heardOf('get')).toHaveLength(3)
    expect(page.warnings).toHaveLength(1)
  })

  it('waits when the app ends, and reaches the app when it is back', async () => {
    const { get, page } = pairedCeremonies()
    const pending = get(offered)
    await settle()

    page.closeAll()
    expect(await fateOf(pending)).toBe('pending')
    page.clock.advance(60_000)
    await settle()

    expect(page.bridge.heardOf('get')).toHaveLength(2)
  })

  it('waits when the page was revoked', async () => {
    const { get, page } = pairedCeremonies()
    const pending = get(offered)
    await settle()

    page.say({ t: 'event', event: 'revoked' })
    page.closeAll(closeCodes.revoked)

    expect(await fateOf(pending)).toBe('pending')
  })

  it('goes to the browser’s own if the app is absent and the page wants that', async () => {
    const { get, page } = pairedCeremonies({ whenAbsent: 'native' })
    page.isRunning = false

    await expect(get(offered)).resolves.toBe(nativeCredential)
  })

  it('rejects if the app turns the page away', async () => {
    const { get, page, native } = pairedCeremonies({
      whenAbsent: 'native',
      explainAbsence: async () => ({ isAbsent: false, mayPass: false, message: 'turned away' }),
    })
    page.isRunning = false

    await expect(get(offered)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'turned away',
    })
    expect(native).not.toHaveBeenCalled()
  })

  it.each(['refuse', 'native'] as const)(
    'waits if a policy hides whether the app is there, with when-absent %s',
    async (whenAbsent) => {
      const { get, page, native } = pairedCeremonies({
        whenAbsent,
        explainAbsence: async () => ({ isAbsent: false, mayPass: true, message: 'forbidden' }),
      })
      page.isRunning = false

      expect(await fateOf(get(offered))).toBe('pending')
      expect(page.warnings).toMatchObject([expect.stringContaining('forbidden')])
      expect(native).not.toHaveBeenCalled()
    },
  )

  it.each(['at once', 'when it is back'])('rejects for an impostor, %s', async (when) => {
    const { get, page } = pairedCeremonies()
    page.bridge.isImpostor = when === 'at once'
    const rejected = expect(get(offered)).rejects.toMatchObject({
      message: expect.stringContaining('is not the Latchkey'),
    })
    await settle()
    page.bridge.isImpostor = true
    page.closeAll()
    page.clock.advance(60_000)
    await settle()

    await rejected
  })

  it('rejects if the app speaks another version', async () => {
    const { get, page } = testCeremonies()
    page.bridge.connect = (_origin, wire) => () =>
      wire.close(closeCodes.protocol, 'Latchkey speaks version 2')

    await expect(get(offered)).rejects.toMatchObject({
      message: expect.stringContaining('different versions'),
    })
  })
})

describe('a conditional create()', () => {
  it('goes to the app, as any other', async () => {
    const { create, page } = pairedCeremonies()
    page.bridge.answer = ({ id }) => ({ t: 'result', id, credential: registrationJson() })

    await expect(create(upgrade)).resolves.toEqual(registrationJson())
    expect(page.bridge.heardOf('create')).toMatchObject([{ mediation: 'conditional' }])
  })

  it('never opens pairing, and does not wait for it', async () => {
    const { create, page } = testCeremonies()

    await expect(create(upgrade)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('not paired'),
    })
    expect(page.bridge.heardOf('pair')).toEqual([])
  })
})
