/** Pages as in practice: their libraries and frameworks, how they load the script, and how they end. */
import { readFileSync } from 'node:fs'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startBetterAuth } from '../support/better-auth-server'
import { ChromiumPage } from '../support/chromium-page'
import { authenticationJson, registrationJson } from '../support/credential-json'
import { firedAtTheEnd, heardAtTheEnd, signalsAtTheEnd } from '../support/last-signals'
import { buildLibraries } from '../support/libraries/build'
import { answerPairings, startLatchkey } from '../support/latchkey'
import type { Library } from '../support/libraries/page'

const at = ChromiumPage.forEachTest()

describe('in a page that changes the language', () => {
  it.each([
    [
      'with toJSON on prototypes, as old frameworks put it',
      `for (const { prototype } of [Array, Object, String, Number])
         prototype.toJSON = function () { return 'of the page' }`,
    ],
    [
      'with frozen prototypes',
      `for (const { prototype } of [Array, Object, Error, Function, Promise, Map, Set, WeakMap])
         Object.freeze(prototype)`,
    ],
    [
      'with other functions in the place of built-ins',
      `const { Error } = window
       const fail = (name) => function () { throw new Error(name + ' was called') }
       const replace = (owner, names) => {
         for (const name of names ?? Object.getOwnPropertyNames(owner))
           if (typeof owner[name] === 'function' && name !== 'prototype') owner[name] = fail(name)
       }
       const { defineProperty } = Object
       for (const owner of [JSON, Reflect, Math, Array, Number, Promise, String, URL, Object])
         replace(owner)
       Object.defineProperty = defineProperty // the test's own
       const classes = ['AbortController', 'TextEncoder', 'WebSocket', 'Uint8Array', 'URL',
         'structuredClone', 'DOMException', 'MessageChannel', 'PublicKeyCredential', 'fetch', 'setTimeout',
         'Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'String', 'Number', 'Boolean', 'ArrayBuffer', 'Error',
         'TypeError', 'queueMicrotask', 'MutationObserver', 'CSSStyleSheet']
       for (const name of classes) window[name] = fail(name)`,
    ],
  ])('asks as before %s', async (_how, change) => {
    await at.openPaired({
      html: `<script>{
        const ask = () => navigator.credentials.create({ publicKey: {
          rp: { name: 'Example' }, challenge: bytes, excludeCredentials: [], hints: ['hybrid'],
          user: { id: bytes, name: 'ada', displayName: 'Ada' }, timeout: 400000,
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }] } })
        const bytes = new Uint8Array(3)
        ${change}
        ask().then(
          (made) => { document.title = made.id + ' ' + made.rawId.byteLength + ' ' + made.toJSON().id },
          (error) => { document.title = error.stack })
      }</script>`,
    })

    await expect.poll(() => at.page.title()).toBe('AQID 3 AQID')
    expect(at.bridge.script.heardOf('create')).toMatchObject([
      { options: { excludeCredentials: [], hints: ['hybrid'], challenge: 'AAAA' } },
    ])
  })
})

describe('through the libraries that pages use', () => {
  let libraries: string
  let zone: string
  beforeAll(async () => {
    libraries = await buildLibraries('page')
    zone = await buildLibraries('zone')
  })

  const used = (library: Library) => at.page.evaluate((name) => window.libraries[name](), library)

  describe.each(['alone', 'before zone.js', 'after zone.js'])('%s', (where) => {
    beforeEach(async () => {
      const before = where === 'after zone.js' ? zone : ''
      const after = where === 'before zone.js' ? zone : ''
      await at.openPaired({ before: `<body>${before}`, html: after + libraries })
      await expect.poll(() => at.state()).toBe('ready')
    })

    it.each([
      ['SimpleWebAuthn: two sign-ins', ['AbortError', 'AQID']],
      ['SimpleWebAuthn: two registrations', ['AbortError', 'AQID']],
      ['webauthn-json', ['AQID', 'AQID', 'hybrid,internal']],
    ] as const)('%s', async (library, outcomes) => {
      expect(await used(library)).toEqual(outcomes)
    })

    it('SimpleWebAuthn: a sign-in during autofill', async () => {
      at.bridge.script.answer = ({ id, mediation }) =>
        mediation === 'conditional'
          ? undefined
          : { t: 'result', id, credential: authenticationJson() }

      expect(await used('SimpleWebAuthn: a sign-in during autofill')).toEqual([
        'AbortError',
        'AQID',
      ])
    })

    it("React's strict mode", async () => {
      at.bridge.script.answer = () => undefined
      await used("React's strict mode")
      await expect.poll(() => at.page.evaluate(() => document.body.title)).toBe('AbortError')

      // The page drops the answer to a request that it has aborted.
      const answerAll = () => {
        for (const { id } of at.bridge.script.heardOf('get'))
          at.bridge.say({ t: 'result', id, credential: authenticationJson() })
        return at.page.title()
      }
      await expect.poll(answerAll).toBe('AQID')
    })
  })
})

it('Better Auth registers, signs in and offers passkeys, with its own server', async () => {
  const { latchkey, port } = await startLatchkey(undefined, { pageScript: at.code })
  answerPairings(latchkey, { allow: true, duration: 'session' })
  const server = await startBetterAuth(at.tag('', port) + (await buildLibraries('better-auth')))
  const call = (name: keyof Window['betterAuth']) =>
    at.page.evaluate((method) => window.betterAuth[method](), name)
  const offers = () =>
    latchkey.questions
      .list()
      .flatMap((one) =>
        one.type === 'consent' && one.request.kind === 'offer' ? [one.request] : [],
      )
  try {
    await at.page.goto(server.origin)
    await at.page.evaluate(() => window.latchkey!.pair())
    latchkey.answersByItself.set(server.origin, true)
    expect(await call('signUp')).toBe('ada@example.org')
    expect(await call('addPasskey')).toBe('ada@example.org')
    expect(await call('signOut')).toBe('no one')
    expect(await call('signIn')).toBe('ada@example.org')
    expect(await call('addPasskey')).toBe('ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')

    expect(await call('signOut')).toBe('no one')
    const signedIn = call('autofill')
    await expect.poll(() => offers().length).toBe(1)
    const [offer] = offers()
    const accountId = offer?.accounts[0]?.id ?? ''
    latchkey.questions.answer('consent', offer?.id ?? '', { given: true, accountId })
    expect(await signedIn).toBe('ada@example.org')
  } finally {
    await server.stop()
    await latchkey.close()
  }
})

describe('the form of the tag', () => {
  const address = () => `http://127.0.0.1:${at.bridge.port}/latchkey.js`
  const warning = 'Load latchkey.js in a page with a classic <script src>'

  it('may be crossorigin', async () => {
    await at.openPaired({ attributes: 'crossorigin' })

    expect(await at.create()).toMatchObject({ value: { id: 'AQID' } })
  })

  it.each([
    ['a module', () => at.tag('type="module"')],
    ['import()', () => `<script>import('${address()}')</script>`],
  ])('as %s does nothing, and says why', async (_how, tag) => {
    await at.goto(at.pages.add({ html: tag() }))

    await expect.poll(() => at.logged.join('\n')).toContain(warning)
    expect(await at.state()).toBeUndefined()
  })

  it('may come from the console of a page that demands Trusted Types', async () => {
    const [snippet = ''] =
      /^document.*trustedTypes.*$/m.exec(readFileSync('docs/pages.md', 'utf8')) ?? []
    await at.goto(
      at.pages.add({
        html: '',
        headers: { 'content-security-policy': "require-trusted-types-for 'script'" },
      }),
    )

    await at.page.evaluate(snippet.replaceAll('http://127.0.0.1:47801/latchkey.js', address()))
    await expect.poll(() => at.state()).toBe('idle')

    expect(await at.create()).toMatchObject({ value: { id: 'AQID' } })
  })
})

it('receives the signals of a page that is being left', async () => {
  await at.openPaired({ html: signalsAtTheEnd })
  await expect.poll(() => at.state()).toBe('ready')

  await at.openBare()

  const fired = await firedAtTheEnd(at)
  expect(fired).toContain('pagehide')
  await expect.poll(() => heardAtTheEnd(at)).toEqual(fired)
})

it('under the browser’s offline emulation, a call ends with its time-out, and the next one works', async () => {
  at.bridge.script.answer = () => undefined
  await at.page.clock.install()
  await at.openPaired()
  await expect.poll(() => at.state()).toBe('ready')
  await at.context.setOffline(true)

  // The call, and with it its time-out, has begun before the clock moves.
  await at.page.evaluate(() => {
    const publicKey = {
      rp: { name: 'Example' },
      user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
      challenge: Uint8Array.of(1, 2, 3),
      pubKeyCredParams: [{ type: 'public-key' as const, alg: -7 }],
    }
    const call = navigator.credentials.create({ publicKey })
    const ended = call.then(String, (error: unknown) => (error as Error).name)
    Object.assign(window, { ended })
  })
  await at.page.clock.runFor(301_000)

  expect(await at.page.evaluate(() => (window as never as { ended: Promise<string> }).ended)).toBe(
    'NotAllowedError',
  )
  await at.context.setOffline(false)
  at.bridge.script.answer = ({ id }) => ({ t: 'result', id, credential: registrationJson() })
  expect(await at.create()).toMatchObject({ value: { id: 'AQID' } })
})

it('a conditional get() of a page whose policy forbids the socket stays pending', async () => {
  await at.open({
    html: `<script>
      navigator.credentials.get({ publicKey: { challenge: new Uint8Array(1) }, mediation: 'conditional' })
        .catch((error) => { window.told = String(error) })
    </script>`,
    headers: { 'content-security-policy': `connect-src 'self'` },
  })

  await expect.poll(() => at.logged.join('\n')).toMatch(/connect-src.*conditional get\(\) waits/)
  expect(await at.page.evaluate(() => 'told' in window)).toBe(false)
})
