/** The page's script and its bridge: pairing, aborts, frames, and an app that is absent or comes back. */
import { describe, expect, it } from 'vitest'
import { ChromiumPage } from '../support/chromium-page'
import { registrationJson } from '../support/credential-json'
import { notAllowed } from '../support/scripted-bridge'

const at = ChromiumPage.forEachTest()

describe('pairing', () => {
  it('shows the code above the page until the user answers, and then continues', async () => {
    at.bridge.script.pairing = () => undefined
    await at.open({
      html: '<dialog>modal</dialog><script>document.querySelector("dialog").showModal()</script>',
      headers: {
        'content-security-policy': `default-src 'none'; script-src http://127.0.0.1:* 'unsafe-inline'; connect-src ws://127.0.0.1:*`,
      },
    })
    const made = at.create()
    const overlay = at.page.locator('latchkey-pairing')
    await overlay.waitFor()

    expect(await overlay.evaluate((host) => host.matches(':popover-open'))).toBe(true)
    expect(await overlay.evaluate((host) => host.getBoundingClientRect().width)).toBeGreaterThan(
      150,
    )
    const tree = await at.context.newCDPSession(at.page)
    const { nodes } = await tree.send('Accessibility.getFullAXTree')
    expect(nodes.filter(({ role }) => role?.value === 'status')).toHaveLength(1)
    expect(nodes.map(({ name }) => String(name?.value)).join('|')).toContain('482 913')

    at.bridge.say(at.bridge.script.allow(1))
    expect(await made).toMatchObject({ value: { id: 'AQID' } })
    await overlay.waitFor({ state: 'detached' })
    expect(await at.state()).toBe('ready')
    expect(at.bridge.script.heardOf('pair')).toMatchObject([{ name: 'Example' }])
  })

  it('is not opened by a page that the user has not touched', async () => {
    await at.open({
      html: `<script>
        navigator.credentials.get({ publicKey: { challenge: new Uint8Array(1) } })
          .catch((error) => { window.failure = error.name + ': ' + error.message })
      </script>`,
    })

    const failure = await at.page.waitForFunction(
      () => (window as never as { failure?: string }).failure,
    )
    expect(await failure.jsonValue()).toBe(
      'NotAllowedError: This page is not paired with Latchkey. Call from a click or a key press, or call latchkey.pair().',
    )
    expect(at.bridge.script.heardOf('pair')).toEqual([])
  })

  it('that the user declines is NotAllowedError', async () => {
    at.bridge.script.pairing = notAllowed
    await at.open()

    expect(await at.create()).toMatchObject({
      error: { type: 'DOMException', name: 'NotAllowedError' },
    })
  })

  it('by hand is remembered by the page, and proven when it comes again', async () => {
    at.bridge.script.pairing = (id) => at.bridge.script.allow(id, 'longer')
    await at.open()
    await at.page.evaluate(() => window.latchkey?.pair())

    await at.page.reload()
    await at.page.waitForFunction(() => window.latchkey?.state === 'ready')

    expect(at.bridge.script.heard.map(({ t }) => t)).toEqual(['hello', 'pair', 'hello', 'auth'])
  })
})

it('does not send the request to a program that cannot prove itself, and tells the user', async () => {
  at.bridge.script.isImpostor = true
  await at.pairBefore()
  await at.open({ attributes: 'data-when-absent="native"' })

  const { error } = await at.create()

  expect(error).toMatchObject({ name: 'NotAllowedError' })
  expect(error?.message).toContain('is not the Latchkey that this page was paired with')
  expect(at.bridge.script.heard.map(({ t }) => t)).toEqual(['hello'])
  expect(await at.state()).toBe('impostor')
  expect(at.logged.join('\n')).toContain('is not the Latchkey')
})

it('a waiting conditional get() reaches the app once another tab of the origin is paired', async () => {
  await at.open({
    html: `<script>
      navigator.credentials.get({ publicKey: { challenge: new Uint8Array(1) }, mediation: 'conditional' })
        .then(({ id }) => { window.told = id })
    </script>`,
  })
  await expect
    .poll(() => at.logged)
    .toContainEqual(expect.stringMatching(/conditional get\(\) waits/))
  const other = await at.context.newPage()
  await other.goto(at.pages.add({ html: at.tag() }))
  at.bridge.script.pairing = (id) => at.bridge.script.allow(id, 'longer')
  await other.evaluate(() => window.latchkey?.pair())

  const told = await at.page.waitForFunction(() => (window as never as { told?: string }).told)
  expect(await told.jsonValue()).toBe('AQID')
})

describe('an abort', () => {
  it('before the call rejects with its reason', async () => {
    await at.open()

    expect(
      await at.page.evaluate(() =>
        navigator.credentials
          .get({
            publicKey: { challenge: Uint8Array.of(1) },
            signal: AbortSignal.abort('my reason'),
          })
          .catch((reason: unknown) => reason),
      ),
    ).toBe('my reason')
  })

  it('during the ceremony rejects at once, and reaches the bridge', async () => {
    at.bridge.script.answer = () => undefined
    await at.open()

    const name = at.page.evaluate(() => {
      const controller = new AbortController()
      addEventListener('message', () => controller.abort(), { once: true })
      return navigator.credentials
        .get({ publicKey: { challenge: Uint8Array.of(1) }, signal: controller.signal })
        .catch((error: unknown) => (error as Error).name)
    })
    await expect.poll(() => at.bridge.script.heardOf('get')).toHaveLength(1)
    await at.page.evaluate(() => postMessage('abort'))

    expect(await name).toBe('AbortError')
    await expect.poll(() => at.bridge.script.heardOf('abort')).toEqual([{ t: 'abort', id: 2 }])
  })
})

describe('without the app', () => {
  it('a page learns at which address the script looked for the app', async () => {
    await at.open()
    await at.stopApp()

    const { error } = await at.create()

    expect(error).toMatchObject({ type: 'DOMException', name: 'NotAllowedError' })
    expect(error?.message).toContain(`not running at 127.0.0.1:${at.bridge.port}`)
    expect(await at.state()).toBe('absent')
  })

  it('a page learns which sources its Content-Security-Policy lacks', async () => {
    await at.open({
      headers: { 'content-security-policy': "connect-src 'self'" },
    })

    const { error } = await at.create()

    const host = `127.0.0.1:${at.bridge.port}`
    expect(error?.message).toContain(`Add ws://${host} and http://${host} to its connect-src`)
  })

  it('a page that the bridge turns away never falls through', async () => {
    at.bridge.refusesAll = true
    await at.open({ attributes: 'data-when-absent="native"' })

    const { error } = await at.create()

    expect(error?.message).toContain('refused this page')
  })

  it('a page that the bridge turns away never falls through, though its policy hides it', async () => {
    at.bridge.refusesAll = true
    await at.open({
      attributes: 'data-when-absent="native"',
      headers: { 'content-security-policy': 'connect-src ws://127.0.0.1:*' },
    })

    const { error } = await at.create()

    expect(error?.name).toBe('NotAllowedError')
    expect(error?.message).toContain(`http://127.0.0.1:${at.bridge.port} to its connect-src`)
  })

  it('signals reject and resolve as before', async () => {
    await at.open()
    await at.stopApp()

    const send = (rpId: string, credentialId: string) =>
      at.page.evaluate(
        (options) =>
          PublicKeyCredential.signalUnknownCredential(options).catch(
            (error: unknown) => (error as Error).name,
          ),
        { rpId, credentialId },
      )

    expect(await send('localhost', 'AQ')).toBeUndefined()
    expect(await send('localhost', 'AQ==')).toBe('TypeError')
    expect(await send('other.example', 'AQ')).toBe('SecurityError')
  })
})

describe('when the app is restarted', () => {
  it('an open ceremony ends with the app, and the next one works', async () => {
    at.bridge.script.answer = () => undefined
    await at.pairBefore()
    await at.open()
    const call = at.create()
    await expect.poll(() => at.bridge.script.heardOf('create')).toHaveLength(1)

    await at.stopApp()
    const { error } = await call
    expect(error?.message).toContain('ended before Latchkey answered')

    at.bridge.script.answer = ({ id }) => ({ t: 'result', id, credential: registrationJson() })
    await at.startApp()
    expect(await at.create()).toMatchObject({ value: { id: 'AQID' } })
  })

  it('a paired page finds it again by itself', async () => {
    await at.pairBefore()
    await at.open()
    await expect.poll(() => at.state()).toBe('ready')
    await at.stopApp()
    await expect.poll(() => at.state()).toBe('absent')

    await at.startApp()

    await expect.poll(() => at.state()).toBe('ready')
  })
})

describe('frames', () => {
  it('of another origin say where they stand, and are held to the Permissions Policy', async () => {
    const inner = at.pages.add({
      html: `${at.tag()}<script>
        navigator.credentials.create({ publicKey: {
          rp: { name: 'x' }, user: { id: new Uint8Array(1), name: 'x', displayName: 'x' },
          challenge: new Uint8Array(1), pubKeyCredParams: [] } })
          .catch((error) => parent.postMessage(error.name + ': ' + error.message, '*'))
        latchkey.pair().catch(() => {})
      </script>`,
    })
    const foreign = inner.replace('localhost', '127.0.0.1')
    await at.page.goto(
      at.pages.add({
        html: `<script>onmessage = ({ data }) => { window.told = data }</script><iframe src="${foreign}"></iframe>`,
      }),
    )

    const told = await at.page.waitForFunction(() => (window as never as { told?: string }).told)
    expect(await told.jsonValue()).toContain("NotAllowedError: The 'publickey-credentials-create'")
    await expect
      .poll(() => at.bridge.script.heardOf('hello'))
      .toMatchObject([{ frame: { crossOrigin: true, topOrigin: at.pages.origin } }])
  })

  it.each([
    ['create', 'by itself', "'publickey-credentials-create' feature is not enabled"],
    ['get', 'by itself', "'publickey-credentials-get' feature is not enabled"],
    ['create', 'allowed, but not touched', 'only upon a click or a key press'],
  ] as const)('of another origin are refused %s(), %s', async (kind, how, why) => {
    await at.page.goto(framed(kind, how === 'by itself' ? '' : `publickey-credentials-${kind}`))

    expect(await told()).toMatch(new RegExp(`^NotAllowedError: .*${why}`))
    expect(at.bridge.script.heard).toEqual([])
  })

  it.each(['create', 'get'] as const)('of another origin, touched, may %s()', async (kind) => {
    at.bridge.script.pairing = (id) => at.bridge.script.allow(id)
    await at.page.goto(framed(kind, `publickey-credentials-${kind}`, 'onclick = ask'))
    await at.page.frameLocator('iframe').locator('body').click()

    expect(await told()).toBe('AQID')
    expect(at.bridge.script.heardOf('hello')).toMatchObject([
      { frame: { crossOrigin: true, topOrigin: at.pages.origin } },
    ])
  })

  it('of opaque origin are not served', async () => {
    const inner = `${at.tag()}<script>
      navigator.credentials.get({ publicKey: { challenge: new Uint8Array(1) } })
        .catch((error) => parent.postMessage(error.name + ': ' + error.message, '*'))
    </script>`.replaceAll('"', '&quot;')
    await at.page.goto(
      at.pages.add({
        html: `<script>onmessage = ({ data }) => { window.told = data }</script>
          <iframe sandbox="allow-scripts" allow="publickey-credentials-get *" srcdoc="${inner}"></iframe>`,
      }),
    )

    const told = await at.page.waitForFunction(() => (window as never as { told?: string }).told)
    expect(await told.jsonValue()).toMatch(/^NotAllowedError: A document with an opaque origin/)
    expect(at.bridge.script.heard).toEqual([])
  })
})

/** A page with a frame of another origin that makes a call and shows the outcome. */
function framed(kind: 'create' | 'get', allow: string, when = 'ask()'): string {
  const inner = at.pages.add({
    html: `${at.tag()}<body style="height: 9em"><script>
      const ask = () => navigator.credentials.${kind}({ publicKey: {
        rp: { name: 'x' }, user: { id: new Uint8Array(1), name: 'x', displayName: 'x' },
        challenge: new Uint8Array(1), pubKeyCredParams: [] } })
        .then(({ id }) => id, (error) => error.name + ': ' + error.message)
        .then((told) => parent.postMessage(told, '*'))
      ${when}
    </script>`,
  })
  const foreign = inner.replace('localhost', '127.0.0.1')
  return at.pages.add({
    html: `<script>onmessage = ({ data }) => { window.told = data }</script><iframe src="${foreign}" allow="${allow}"></iframe>`,
  })
}

async function told(): Promise<string | undefined> {
  const told = await at.page.waitForFunction(() => (window as never as { told?: string }).told)
  return told.jsonValue()
}
