/** Pages with an opaque origin, in real browsers: files, `data:` URLs and sandboxed documents. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChromiumPage } from '../support/chromium-page'
import { FirefoxPage } from '../support/firefox-page'

interface Told {
  readonly create: string
  readonly get: string
  readonly signal: string
}

/** Calls every method, and returns the names of the errors. */
const CALLS = `<script>
  const tell = (outcome) => parent === window ? (window.told = outcome) : parent.postMessage(outcome, '*')
  const nameOf = (call) => new Promise((resolve) => resolve(call())).then(() => 'no error', ({ name }) => name)
  const pubKeyCredParams = [{ type: 'public-key', alg: -7 }]
  const user = { id: new Uint8Array(1), name: 'ada', displayName: 'Ada' }
  const challenge = new Uint8Array(1)
  if (navigator.credentials === undefined) tell('no navigator.credentials')
  else (async () => tell({
    create: await nameOf(() => navigator.credentials.create({
      publicKey: { rp: { name: 'Example' }, user, challenge, pubKeyCredParams } })),
    get: await nameOf(() => navigator.credentials.get({ publicKey: { challenge } })),
    signal: await nameOf(() =>
      PublicKeyCredential.signalUnknownCredential({ rpId: 'localhost', credentialId: 'AQ' })),
  }))()
</script>`

const ALLOW = 'publickey-credentials-create *; publickey-credentials-get *'

describe.each(['Chromium', 'Firefox'])('in %s', (browser) => {
  const at = browser === 'Chromium' ? ChromiumPage.forEachTest() : FirefoxPage.forEachTest()
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-files-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const told = async (address: string): Promise<Told | string> => {
    await at.goto(address)
    const read = () => at.run(() => (window as never as { told?: Told | string }).told, undefined)
    await expect.poll(read).toBeDefined()
    const outcome = await read()
    expect(at.bridge.script.heard).toEqual([])
    return outcome!
  }
  const frame = (attributes: string) =>
    at.pages.add({
      html: `<script>onmessage = ({ data }) => { window.told = data }</script>
        <iframe allow="${ALLOW}" ${attributes}></iframe>`,
    })

  it('a file gets SecurityError, as without Latchkey', async () => {
    const [own, patched] = ['own.html', 'patched.html'].map((name) => join(folder, name)) as [
      string,
      string,
    ]
    writeFileSync(own, CALLS)
    writeFileSync(patched, at.tag() + CALLS)

    const refused = { create: 'SecurityError', get: 'SecurityError' }
    expect(await told(pathToFileURL(own).href)).toMatchObject(refused)
    expect(await told(pathToFileURL(patched).href)).toEqual({ ...refused, signal: 'SecurityError' })
    expect(await at.state()).toBe('idle')
  })

  it('a document of a data: URL has no passkeys', async () => {
    const document = `data:text/html,${encodeURIComponent(at.tag() + CALLS)}`

    // Firefox treats such a frame as a secure context.
    expect(await told(frame(`src="${document}"`))).toEqual(
      browser === 'Chromium'
        ? 'no navigator.credentials'
        : { create: 'NotAllowedError', get: 'NotAllowedError', signal: 'SecurityError' },
    )
  })

  it.each([
    [
      'frame',
      () =>
        frame(`sandbox="allow-scripts" srcdoc="${(at.tag() + CALLS).replaceAll('"', '&quot;')}"`),
    ],
    [
      'page',
      () =>
        at.pages.add({
          html: at.tag() + CALLS,
          headers: { 'content-security-policy': 'sandbox allow-scripts' },
        }),
    ],
  ])('a sandboxed %s gets NotAllowedError, and SecurityError for a signal', async (_, address) => {
    expect(await told(address())).toEqual({
      create: 'NotAllowedError',
      get: 'NotAllowedError',
      signal: 'SecurityError',
    })
  })

  if (browser === 'Chromium')
    it('a page that is a data: URL has no navigator.credentials', async () => {
      // Drivers of Firefox may not open such a page.
      expect(await told(`data:text/html,${encodeURIComponent(at.tag() + CALLS)}`)).toBe(
        'no navigator.credentials',
      )
    })
})
