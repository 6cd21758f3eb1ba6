/** Same-origin frames that did not load the script themselves, in Chromium and in Firefox. */
import { describe, expect, it } from 'vitest'
import { BORROWED, borrowMethods } from '../support/borrowed-methods'
import { ChromiumPage } from '../support/chromium-page'
import { FirefoxPage } from '../support/firefox-page'
import { asking, made, parsed } from '../support/page-frames'
import type { ScriptPage } from '../support/script-page'

const browsers: readonly (readonly [string, () => ScriptPage])[] = [
  ['Chromium', () => ChromiumPage.forEachTest('shared')],
  ['Firefox', () => FirefoxPage.forEachTest()],
]

describe.each(browsers)('in %s', (browser, forEachTest) => {
  const at = forEachTest()

  it.each(made)('a frame is served by %s', async (_how, script) => {
    await at.openPaired({ html: `<body><script>function make(frame) { ${script} }</script>` })

    const outcome = await at.run(async () => {
      const { make } = window as never as { make: (frame: HTMLIFrameElement) => typeof globalThis }
      const inner = make(document.createElement('iframe'))
      const call = inner.navigator.credentials.get({ publicKey: { challenge: Uint8Array.of(1) } })
      const credential = (await call) as PublicKeyCredential
      return [
        credential.id,
        Reflect.get(inner.navigator.credentials, 'get') instanceof inner.Function,
        call instanceof inner.Promise,
        credential instanceof inner.PublicKeyCredential,
        credential.rawId instanceof inner.ArrayBuffer,
        credential.toJSON() instanceof inner.Object,
        credential instanceof PublicKeyCredential,
      ]
    }, undefined)

    expect(outcome).toEqual(['AQID', true, true, true, true, true, false])
  })

  it.each(parsed)('a script in a frame is, by %s', async (_how, script) => {
    const address = at.pages.add({ html: asking })
    await at.openPaired({
      html: `<body><script>function make(frame, asking, address) { ${script} }</script>`,
    })

    await at.run(
      (texts) => {
        const { make } = window as never as {
          make: (frame: HTMLIFrameElement, ...texts: string[]) => void
        }
        make(document.createElement('iframe'), ...texts)
      },
      [asking, address],
    )

    await expect.poll(() => told(at)).toEqual(['AQID'])
  })

  it('frames that are there before the script, or come with the page, are served', async () => {
    await at.openPaired({
      before: '<body><iframe srcdoc="<p>text"></iframe>',
      html: `<iframe srcdoc="${asking}"></iframe>`,
    })
    await expect.poll(() => told(at)).toEqual(['AQID'])

    const id = await at.run(async () => {
      const { credentials } = window[0]!.navigator
      return (await credentials.get({ publicKey: { challenge: Uint8Array.of(1) } }))?.id
    }, undefined)
    expect(id).toBe('AQID')
  })

  it('a frame that loads the script itself has it once', async () => {
    await at.openPaired({ html: '<body>' })

    const before = await at.run(async (html) => {
      const frame = document.createElement('iframe')
      frame.srcdoc = html
      const loaded = new Promise((resolve) => (frame.onload = resolve))
      document.body.append(frame)
      const inner = frame.contentWindow as typeof globalThis & Window
      const state = () => [Reflect.get(inner.navigator.credentials, 'create'), inner.latchkey]
      const before = state()
      await loaded
      return state().map((now, index) => now === before[index])
    }, at.tag())

    expect(before).toEqual([true, true])
  })

  it('a frame with an empty srcdoc is served, and not turned away while its document comes', async () => {
    await at.openPaired({ html: '<body>' })

    const [before, after] = await at.run(async () => {
      const frame = document.createElement('iframe')
      frame.srcdoc = ''
      const loaded = new Promise((resolve) => (frame.onload = resolve))
      document.body.append(frame)
      const ask = async () => {
        const { credentials } = frame.contentWindow!.navigator
        const publicKey = { challenge: Uint8Array.of(1) }
        return credentials.get({ publicKey }).then((made) => made?.id, String)
      }
      const first = ask()
      await loaded
      // The socket of the first document may not be open yet.
      const second = ask()
      return [await first, await second]
    }, undefined)

    // The first document may be replaced before the answer arrives. Its request then ends.
    expect(before).toMatch(/^(AQID|AbortError: Another document .*)$/)
    expect(after).toBe('AQID')
  })

  it.each([
    ['conditional', 'asks at once', asking, 2],
    ['optional', 'asks nothing', '<p>', 1],
  ] as const)(
    'the %s request of a frame’s first, empty document ends when a document comes that %s',
    async (mediation, _what, html, requests) => {
      let send = () => {}
      const after = new Promise<void>((resolve) => (send = resolve))
      const address = at.pages.add({ html, after })
      at.bridge.script.answer = () => undefined
      await at.openPaired({ html: '<body>' })
      await at.run(
        ([src, mediation]) => {
          const frame = document.createElement('iframe')
          frame.src = src
          document.body.append(frame)
          const { credentials } = frame.contentWindow!.navigator
          const publicKey = { challenge: Uint8Array.of(1) }
          credentials.get({ publicKey, mediation }).catch((error: unknown) => {
            document.title = (error as Error).name
          })
        },
        [address, mediation] as const,
      )
      await expect.poll(() => at.bridge.script.heardOf('get')).toHaveLength(1)

      send()

      await expect.poll(() => at.run(() => document.title, undefined)).toBe('AbortError')
      await expect.poll(() => at.bridge.script.heardOf('get')).toHaveLength(requests)
      expect(at.bridge.script.heardOf('abort')).toHaveLength(1)
    },
  )

  it('a popup that is written into about:blank is served', async () => {
    await at.openPaired({ html: '<body>' })

    const outcome = await at.run(async (tag) => {
      const popup = open('')!
      const answered = new Promise((resolve) => {
        onmessage = ({ data }: MessageEvent<string>) => resolve(data)
      })
      // oxlint-disable-next-line typescript/no-deprecated -- as pages do
      popup.document.write(`${tag}<script>
        navigator.credentials.get({ publicKey: { challenge: new Uint8Array(1) } })
          .then(({ id }) => id, String).then((told) => opener.postMessage(told, '*'))
      </script>`)
      popup.document.close()
      const told = await answered
      popup.close()
      return told
    }, at.tag())

    expect(outcome).toBe('AQID')
  })

  it('a method that is borrowed for the container of another document asks Latchkey', async () => {
    await at.openPaired({ html: '<body><iframe></iframe>' })

    const ids = await at.run(async () => {
      const inner = window[0]!.navigator.credentials
      const options = { publicKey: { challenge: Uint8Array.of(1) } }
      type Get = (this: CredentialsContainer, given: object) => Promise<Credential | null>
      const methodOf = (container: CredentialsContainer): Get => Reflect.get(container, 'get')
      const { credentials } = navigator
      const made = [
        await methodOf(inner).call(credentials, options),
        await methodOf(credentials).call(inner, options),
      ]
      return made.map((one) => one?.id)
    }, undefined)

    expect(ids).toEqual(['AQID', 'AQID'])
  })

  it('a popup that loaded the script itself and its opener may borrow all from each other', async () => {
    await at.openPaired({ html: '<body>' })

    const address = at.pages.add({ html: `${at.tag()}<body>` })
    const outcomes = await at.run(borrowMethods, { address, as: 'popup' } as const)

    expect(outcomes).toEqual(BORROWED)
  })

  it('each document has its own socket, and one request at a time', async () => {
    at.bridge.script.answer = () => undefined
    await at.openPaired({ html: '<body><iframe></iframe>' })

    const outcome = await at.run(async () => {
      const inner = window[0] as unknown as typeof globalThis
      const options = { publicKey: { challenge: Uint8Array.of(1) } }
      void navigator.credentials.get(options)
      void inner.navigator.credentials.get(options)
      const second: unknown = await inner.navigator.credentials
        .get(options)
        .catch((error: unknown) => error)
      return [second instanceof inner.DOMException, (second as DOMException).name]
    }, undefined)

    expect(outcome).toEqual([true, 'OperationError'])
    await expect.poll(() => at.bridge.script.heardOf('get')).toHaveLength(2)
    expect(at.bridge.script.heardOf('hello')).toHaveLength(2)
  })

  it('a frame meets its own TypeError', async () => {
    await at.open({ html: '<body><iframe></iframe>' })

    const isOwn = await at.run(async () => {
      const inner = window[0] as unknown as typeof globalThis
      const error: unknown = await inner.navigator.credentials
        .get({ publicKey: {} as PublicKeyCredentialRequestOptions })
        .catch((reason: unknown) => reason)
      return error instanceof inner.TypeError
    }, undefined)

    expect(isOwn).toBe(true)
  })

  it('a frame of another origin is not changed, and can be reached as before', async () => {
    const foreign = at.pages
      .add({
        html: `<script>onmessage = () => parent.postMessage(String('latchkey' in window), '*')</script>`,
      })
      .replace('localhost', '127.0.0.1')
    await at.openPaired({ html: `<body><iframe src="${foreign}"></iframe>` })

    const answer = await at.run(async () => {
      const frame = document.querySelector('iframe')!
      const heard = new Promise<string>((resolve) => {
        onmessage = ({ data }: MessageEvent<string>) => resolve(data)
      })
      frame.contentWindow!.postMessage('are you there?', '*')
      return [await heard, frame.contentDocument]
    }, undefined)

    expect(answer).toEqual(['false', null])
  })

  it('a sandboxed frame of opaque origin is not served', async () => {
    const inner = `<script>parent.postMessage(String('latchkey' in window), '*')</script>`
    await at.openPaired({
      html: `<body><script>addEventListener('message', ({ data }) => { (window.told ??= []).push(data) })</script>
        <iframe sandbox="allow-scripts" srcdoc="${inner}"></iframe>`,
    })

    await expect.poll(() => told(at)).toEqual(['false'])
  })

  // In Firefox, a removed frame settles no promise.
  if (browser === 'Chromium')
    it('a frame that is gone is InvalidStateError', async () => {
      await at.openPaired({ html: '<body><iframe></iframe>' })

      const name = await at.run(async () => {
        const frame = document.querySelector('iframe')!
        const { credentials } = frame.contentWindow!.navigator
        frame.remove()
        const publicKey = { challenge: Uint8Array.of(1) }
        return credentials.get({ publicKey }).catch((error: unknown) => (error as Error).name)
      }, undefined)

      expect(name).toBe('InvalidStateError')
      expect(at.bridge.script.heardOf('get')).toEqual([])
    })

  // Firefox does not tell a page its Permissions Policy for passkeys, so frames of another origin may not use passkeys
  // there.
  if (browser === 'Chromium')
    describe('by its Permissions Policy', () => {
      it('a frame may be refused', async () => {
        await at.openPaired({
          html: `<body><iframe allow="publickey-credentials-get 'none'" srcdoc="${asking}"></iframe>`,
        })

        await expect
          .poll(() => told(at))
          .toEqual([expect.stringMatching(/^NotAllowedError: The 'publickey-credentials-get'/)])
      })

      it('a frame below another origin may make calls, and states its ancestors', async () => {
        const html = `${at.tag()}<body><iframe srcdoc="${asking}"></iframe>`
        const address = at.pages.add({ html }).replace('localhost', '127.0.0.1')
        await at.goto(
          at.pages.add({
            html: `<iframe src="${address}" allow="publickey-credentials-get *"></iframe>`,
          }),
        )

        await expect
          .poll(() => at.bridge.script.heardOf('hello'))
          .toMatchObject([{ frame: { crossOrigin: true, topOrigin: at.pages.origin } }])
      })
    })
})

/** The answers that the frames' scripts received. */
function told(at: ScriptPage): Promise<unknown[]> {
  return at.run(() => Promise.all((window as never as { told?: unknown[] }).told ?? []), undefined)
}
