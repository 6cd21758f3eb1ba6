/** The members that the page's script sets in a page, compared with the browser's own. */
import { describe, expect, it } from 'vitest'
import { ChromiumPage } from '../support/chromium-page'
import { registrationJson } from '../support/credential-json'
import { itUsesNothingReplaced } from '../support/sabotage'

const at = ChromiumPage.forEachTest()

/** The shape of every member that the script patches: everything that a page can compare, except the source text. */
function shapes() {
  return at.page.evaluate(() => {
    const owners = {
      CredentialsContainer: CredentialsContainer.prototype,
      PublicKeyCredential,
      'PublicKeyCredential.prototype': PublicKeyCredential.prototype,
      'Credential.prototype': Credential.prototype,
      'AuthenticatorResponse.prototype': AuthenticatorResponse.prototype,
      'AuthenticatorAttestationResponse.prototype': AuthenticatorAttestationResponse.prototype,
      'AuthenticatorAssertionResponse.prototype': AuthenticatorAssertionResponse.prototype,
    }
    const ofFunction = (value: unknown) =>
      typeof value === 'function'
        ? { name: value.name, length: value.length, keys: Reflect.ownKeys(value).map(String) }
        : typeof value
    return Object.entries(owners).map(([owner, object]) => [
      owner,
      Object.entries(Object.getOwnPropertyDescriptors(object)).map(([key, descriptor]) => {
        const { enumerable, configurable, writable } = descriptor
        const functions = ['value', 'get', 'set'].map((part) =>
          ofFunction(Reflect.get(descriptor, part)),
        )
        return [key, { enumerable, configurable, writable, functions }]
      }),
    ])
  })
}

describe('the members that the script sets in a page', () => {
  it('is shaped as the browser’s own, member for member', async () => {
    await at.openBare()
    const native = await shapes()

    await at.open()

    expect(await shapes()).toEqual(native)
    expect(await at.page.evaluate(() => Object.keys(window).includes('latchkey'))).toBe(false)
  })

  it('is there once when the page loads it twice', async () => {
    const note = 'window.before = [latchkey, navigator.credentials.create]'
    await at.open({ html: `<script>${note}</script>${at.tag()}` })

    expect(
      await at.page.evaluate(() => {
        const [latchkey, create] = (window as never as { before: unknown[] }).before
        return [
          window.latchkey === latchkey,
          Reflect.get(navigator.credentials, 'create') === create,
        ]
      }),
    ).toEqual([true, true])
  })

  it('finds its bridge, and opens no socket before it is asked', async () => {
    await at.open()

    expect(await at.page.evaluate(() => window.latchkey?.url)).toBe(
      `ws://127.0.0.1:${at.bridge.port}/v1/ws`,
    )
    expect(await at.state()).toBe('idle')
    expect(at.bridge.script.heard).toEqual([])
  })

  it('works if a page has frozen navigator.credentials', async () => {
    await at.page.goto(
      at.pages.add({ html: `<script>Object.freeze(navigator.credentials)</script>${at.tag()}` }),
    )

    expect(await at.create()).toMatchObject({ value: { id: 'AQID' } })
  })

  it('says so, and stays away, if a page has sealed the prototypes', async () => {
    const seal =
      'Object.freeze(CredentialsContainer.prototype);Object.freeze(navigator.credentials)'
    await at.page.goto(at.pages.add({ html: `<script>${seal}</script>${at.tag()}` }))

    expect(await at.state()).toBe('unpatched')
    expect(
      at.logged.filter((text) => text.includes('has sealed navigator.credentials')),
    ).toHaveLength(1)
  })

  it('is nothing in a worker, which has no credentials', async () => {
    await at.openBare()
    const address = `http://127.0.0.1:${at.bridge.port}/latchkey.js`
    const seen = await at.page.evaluate((script) => {
      const before = 'const before = Object.getOwnPropertyNames(self).length;'
      const after = `postMessage([Object.getOwnPropertyNames(self).length - before, 'latchkey' in self])`
      const code = `${before} importScripts(${JSON.stringify(script)}); ${after}`
      const worker = new Worker(URL.createObjectURL(new Blob([code])))
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data)
        worker.onerror = ({ message }) => reject(new Error(message))
      })
    }, address)

    expect(seen).toEqual([0, false])
    // A worker's messages and its console output arrive by different channels.
    await expect
      .poll(() => at.logged.join())
      .toContain('Load latchkey.js in a page with a classic <script src>')
    expect(at.bridge.script.heard).toEqual([])
  })

  it('does not disturb the browser’s own credentials', async () => {
    await at.open()

    const outcome = await at.page.evaluate(async () => [
      await navigator.credentials.get({ password: true } as CredentialRequestOptions),
      await navigator.credentials.create().catch((error: unknown) => (error as Error).name),
      await navigator.credentials.create
        .call({} as CredentialsContainer)
        .catch((error: unknown) => (error as Error).message),
    ])

    expect(outcome).toEqual([
      null,
      'NotSupportedError',
      "Failed to execute 'create' on 'CredentialsContainer': Illegal invocation",
    ])
  })
})

describe('a credential', () => {
  it('is a real one', async () => {
    await at.open()

    expect(
      await at.page.evaluate(async () => {
        const made = (await navigator.credentials.get({
          publicKey: { challenge: Uint8Array.of(1) },
        })) as PublicKeyCredential
        const response = made.response as AuthenticatorAssertionResponse
        const keys: string[] = []
        for (const key in made) keys.push(key)
        const attempt = (work: () => unknown) => {
          try {
            return work()
          } catch (error) {
            return String(error)
          }
        }
        return {
          classes: [
            made instanceof PublicKeyCredential,
            made instanceof Credential,
            response instanceof AuthenticatorAssertionResponse,
            made.rawId instanceof ArrayBuffer,
          ],
          tags: [made, response].map((object) => Object.prototype.toString.call(object)),
          same: [made.rawId === made.rawId, made.response === response],
          keys,
          userHandle: [...new Uint8Array(response.userHandle!)],
          foreign: attempt(() => Reflect.get(PublicKeyCredential.prototype, 'rawId', {})),
          own: Object.getOwnPropertyNames(made),
        }
      }),
    ).toEqual({
      classes: [true, true, true, true],
      tags: ['[object PublicKeyCredential]', '[object AuthenticatorAssertionResponse]'],
      same: [true, true],
      keys: [
        'rawId',
        'response',
        'authenticatorAttachment',
        'getClientExtensionResults',
        'toJSON',
        'id',
        'type',
      ],
      userHandle: [16, 17, 18],
      foreign: 'TypeError: Illegal invocation',
      own: [],
    })
  })

  it('of create() becomes the JSON that the bridge sent', async () => {
    await at.open()

    expect(await at.create()).toEqual({ value: registrationJson() })
  })

  it('of the browser’s own authenticator is left as it was', async () => {
    const cdp = await at.context.newCDPSession(at.page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await at.open({ attributes: 'data-when-absent="native"' })
    await at.stopApp()

    expect(await at.create()).toMatchObject({
      value: { type: 'public-key', response: { publicKeyAlgorithm: -7 } },
    })
    expect(at.logged.join('\n')).toContain("The browser's own authenticators are used instead")
  })
})

it('brings passkeys to a browser without WebAuthn', async () => {
  await at.page.goto(
    at.pages.add({
      html: `<script>
        for (const name of Object.getOwnPropertyNames(window))
          if (/^(Credential|PublicKey|Authenticator)/.test(name)) delete window[name]
        delete Navigator.prototype.credentials
      </script>${at.tag()}`,
    }),
  )

  expect(await at.create()).toEqual({ value: registrationJson() })
  expect(await at.page.evaluate(() => Object.prototype.toString.call(navigator.credentials))).toBe(
    '[object CredentialsContainer]',
  )
})

itUsesNothingReplaced(at)

it('stores no passkey', async () => {
  await at.openPaired()

  const name = await at.page.evaluate(async () => {
    const made = await navigator.credentials.get({ publicKey: { challenge: Uint8Array.of(1) } })
    return navigator.credentials.store(made!).catch((error: unknown) => (error as Error).name)
  })

  expect(name).toBe('NotSupportedError')
})

describe('a malformed option', () => {
  it.each([
    // Chromium follows an older rule, by which null is not a dictionary.
    [{ publicKey: null }, 'its own'],
    [{ publicKey: {} }, 'same'],
    [{ publicKey: { challenge: 'text' } }, 'same'],
    [{ mediation: 'bogus' }, 'same'],
    [{ signal: {} }, 'same'],
  ])('%o is a TypeError in the browser’s words (%s)', async (changed, wording) => {
    await at.openBare()
    const native = await at.create(changed)
    await at.open()

    const ours = await at.create(changed)

    expect(ours.error).toMatchObject({ type: 'TypeError', name: 'TypeError' })
    if (wording === 'same') expect(ours).toEqual(native)
    expect(at.bridge.script.heard).toEqual([])
  })
})
