import { describe, expect, it, vi } from 'vitest'
import { PageError } from '../../../src/page/errors'
import { authenticationJson, registrationJson } from '../../support/credential-json'
import { settle } from '../../support/page-bridge'
import { asCreate, asGet, nativeCredential, testCeremonies } from '../../support/page-ceremonies'
import { pageDocument } from '../../support/page-document'
import { requestOptions } from '../../support/page-options'
import { notAllowed } from '../../support/scripted-bridge'

describe('a call for a passkey', () => {
  it('pairs the page, asks the app, and yields the credential', async () => {
    const { create, page } = testCeremonies()

    await expect(create(asCreate)).resolves.toEqual(registrationJson())

    expect(page.bridge.heard.map(({ t }) => t)).toEqual(['hello', 'pair', 'create'])
    expect(page.bridge.heardOf('create')).toMatchObject([
      { mediation: 'optional', options: { challenge: 'BAUG', rp: { name: 'Example' } } },
    ])
  })

  it('reads publicKey once', async () => {
    const { get } = testCeremonies()
    const read = vi.fn(() => requestOptions())

    await get({
      get publicKey() {
        return read()
      },
    })

    expect(read).toHaveBeenCalledTimes(1)
  })

  it('rejects malformed options before anything is sent', async () => {
    const { create, page } = testCeremonies()

    await expect(create({ publicKey: null })).rejects.toMatchObject({ name: 'TypeError' })
    await expect(create({ publicKey: { rp: 5 } })).rejects.toMatchObject({ name: 'TypeError' })
    expect(page.opened).toBe(0)
  })

  it('passes on the app’s errors', async () => {
    const { get, page } = testCeremonies()
    page.bridge.answer = ({ id }) => ({ t: 'error', id, name: 'SecurityError', message: 'no' })

    await expect(get(asGet)).rejects.toMatchObject({ name: 'SecurityError', message: 'no' })
  })

  it('resolves with null for silent mediation, without asking the user', async () => {
    const { get, page } = testCeremonies()

    await expect(get({ ...asGet, mediation: 'silent' })).resolves.toBeNull()
    expect(page.opened).toBe(0)
  })

  it('cannot be one for a password too', async () => {
    const { create } = testCeremonies()

    await expect(create({ ...asCreate, password: {} })).rejects.toMatchObject({
      name: 'NotSupportedError',
    })
  })
})

describe('a call for anything else', () => {
  it.each([undefined, null, 5, {}, { password: true }, { publicKey: undefined }])(
    'goes to the browser: %o',
    async (options) => {
      const { get, create, native, page } = testCeremonies()

      await expect(get(options)).resolves.toBe(nativeCredential)
      await expect(create(options)).resolves.toBe(nativeCredential)

      expect(native).toHaveBeenCalledTimes(2)
      expect(page.opened).toBe(0)
    },
  )
})

describe('two calls at once', () => {
  it('keep the first, and refuse the second', async () => {
    const { get, page } = testCeremonies()
    page.bridge.answer = () => undefined
    const first = get(asGet)

    await expect(get(asGet)).rejects.toMatchObject({
      name: 'OperationError',
      message: 'A request is already pending.',
    })

    await settle()
    page.say({ t: 'result', id: 2, credential: authenticationJson() })
    await expect(first).resolves.toEqual(authenticationJson())
  })

  it('do not conflict once the first was aborted', async () => {
    const { get, page } = testCeremonies()
    page.bridge.answer = ({ id }) => (id === 2 ? undefined : notAllowed(id))
    const controller = new AbortController()
    const first = get({ ...asGet, signal: controller.signal })
    await settle()

    controller.abort('enough')

    await expect(first).rejects.toBe('enough')
    await expect(get(asGet)).rejects.toMatchObject({ name: 'NotAllowedError' })
    expect(page.bridge.heardOf('abort')).toEqual([{ t: 'abort', id: 2 }])
  })
})

describe('an abort while the socket opens', () => {
  it('rejects at once, and the app is not asked later', async () => {
    const { get, page } = testCeremonies()
    const controller = new AbortController()
    const call = get({ ...asGet, signal: controller.signal })

    controller.abort('enough')

    await expect(call).rejects.toBe('enough')
    await settle()
    expect(page.bridge.heard.map(({ t }) => t)).toEqual(['hello'])
  })
})

describe('a failure of the connection', () => {
  it.each([
    [
      'unpaired',
      'not paired',
      testCeremonies({ document: pageDocument({ isActivated: () => false }) }),
    ],
    ['locked', 'Unlock it', testCeremonies()],
  ])('is explained: %s', async (standing, words, { get, page }) => {
    page.bridge.isLocked = standing === 'locked'

    const failure: unknown = await get(asGet).catch((error: unknown) => error)

    expect(failure).toBeInstanceOf(PageError)
    expect(failure).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(words),
    })
  })

  it('because of a locked app is the app’s to record: the app is asked', async () => {
    const { get, page } = testCeremonies()
    page.bridge.isLocked = true

    await expect(get(asGet)).rejects.toThrow('Latchkey is locked')
    expect(page.bridge.heardOf('get')).toHaveLength(1)
  })

  it('in the middle of a ceremony is explained', async () => {
    const { get, page } = testCeremonies()
    page.bridge.answer = () => undefined
    const call = get(asGet)
    const failure = expect(call).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('ended before Latchkey answered'),
    })
    await settle()

    page.closeAll()

    await failure
  })
})

describe('without the app', () => {
  it('is refused with what is known of the reason', async () => {
    const { get, page, native } = testCeremonies()
    page.isRunning = false

    await expect(get(asGet)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'not there',
    })
    expect(native).not.toHaveBeenCalled()
  })

  it('goes to the browser if the page wants that, and tells the user', async () => {
    const { get, page } = testCeremonies({ whenAbsent: 'native' })
    page.isRunning = false

    await expect(get(asGet)).resolves.toBe(nativeCredential)
    expect(page.warnings.join()).toContain('not there')
  })

  it.each(['blocked', 'unpaired', 'declined'])(
    'and where it is there, a page that is %s never falls through',
    async (why) => {
      const { get, page, native } = testCeremonies({
        whenAbsent: 'native',
        document: pageDocument({ isActivated: () => why !== 'unpaired' }),
        explainAbsence: async () => ({ isAbsent: false, mayPass: false, message: 'turned away' }),
      })
      page.isRunning = why !== 'blocked'
      page.bridge.pairing = notAllowed

      await expect(get(asGet)).rejects.toMatchObject({ name: 'NotAllowedError' })
      expect(native).not.toHaveBeenCalled()
    },
  )
})
