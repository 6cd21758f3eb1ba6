/** The extensions in a real Chromium, through the bridge, beside Chromium's own authenticator. */
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { PLATFORM_AUTHENTICATOR } from '../../src/main/webauthn/authenticator/description'
import { ChromiumPage } from '../support/chromium-page'
import { answerPairings, startLatchkey } from '../support/latchkey'
import { addVirtualAuthenticator } from '../support/virtual-authenticator'

const at = ChromiumPage.forEachTest()

/** What a page reads of one ceremony: its results, what toJSON() says of them, and the extension data. */
interface Read {
  readonly results: unknown
  readonly json: unknown
  readonly data: string
}

beforeEach(async () => {
  await at.openBare()
})

it('answer as Chromium’s own authenticator answers the same calls', async () => {
  await addVirtualAuthenticator(at.page, {
    hasCredBlob: true,
    hasLargeBlob: true,
    hasMinPinLength: true,
    hasPrf: true,
  })
  const native = await ceremonies()

  await openWithLatchkey()
  const ours = await ceremonies()

  expect(ours.map(shape)).toEqual(native.map(shape))
  expect(ours.map(({ json }) => shapeOf(json))).toEqual(native.map(({ json }) => shapeOf(json)))
  // Each authenticator has secrets of its own; everything else is equal to the byte.
  expect(ours.map(withoutPrf)).toEqual(native.map(withoutPrf))
  expect(ours.map(({ data }) => data)).toEqual(native.map(({ data }) => data))
})

it('give the same outputs in one ceremony and the next, as buffers and as text', async () => {
  await openWithLatchkey()

  const [made, used] = (await ceremonies()) as [Read, Read]

  expect(resultsOf(made)).toMatchObject({ prf: { enabled: true } })
  expect(resultsOf(used).prf?.results).toEqual(resultsOf(made).prf?.results)
  expect(JSON.stringify(resultsOf(used).prf)).toMatch(/"buffer:[0-9a-f]{64}"/)
})

/** Opens a page that Latchkey answers, paired and approved. */
async function openWithLatchkey(): Promise<void> {
  const minPinLength = { value: 4, rpIds: ['localhost'] }
  const { latchkey, port } = await startLatchkey(undefined, {
    pageScript: at.code,
    authenticator: () => ({ ...PLATFORM_AUTHENTICATOR, minPinLength }),
  })
  onTestFinished(() => latchkey.close())
  answerPairings(latchkey, { allow: true, duration: 'session' })
  for (let i = 0; i < 5; i++)
    latchkey.script.answerNext(({ accounts: [newest] }) => ({
      given: true,
      ...(newest && { accountId: newest.id }),
    }))
  await at.page.goto(at.pages.add({ html: at.tag('', port) }))
  await at.page.evaluate(() => window.latchkey?.pair())
}

/** Registers with every extension, and reads everything back. */
function ceremonies(): Promise<Read[]> {
  return at.page.evaluate(async () => {
    const hex = (bytes: Uint8Array) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0'))
    const shown = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return `buffer:${hex(new Uint8Array(value)).join('')}`
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shown(part)]))
    }
    const read = (credential: PublicKeyCredential, authenticatorData: ArrayBuffer) => {
      const bytes = new Uint8Array(authenticatorData)
      const flags = bytes[32] ?? 0
      // Attested credential data with a credential id of `length` bytes, and an ES256 key of 77.
      const length = ((bytes[53] ?? 0) << 8) | (bytes[54] ?? 0)
      const rest = bytes.subarray(flags & 0x40 ? 55 + length + 77 : 37)
      const { clientExtensionResults } = credential.toJSON() as { clientExtensionResults: unknown }
      return {
        results: shown(credential.getClientExtensionResults()),
        json: clientExtensionResults,
        data: hex(rest).join(''),
      }
    }
    const [one, two] = [Uint8Array.of(1), Uint8Array.of(2)]
    const made = (await navigator.credentials.create({
      publicKey: {
        rp: { name: 'Example' },
        user: { id: Uint8Array.of(7), name: 'ada', displayName: 'Ada' },
        challenge: Uint8Array.of(1),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        extensions: {
          credBlob: Uint8Array.of(1, 2, 3),
          credProps: true,
          credentialProtectionPolicy: 'userVerificationRequired',
          enforceCredentialProtectionPolicy: true,
          largeBlob: { support: 'required' },
          minPinLength: true,
          prf: { eval: { first: one, second: two } },
        } as AuthenticationExtensionsClientInputs,
      },
    })) as PublicKeyCredential
    const response = made.response as AuthenticatorAttestationResponse
    const reads = [read(made, response.getAuthenticatorData())]
    for (const extensions of [
      { prf: { eval: { first: one, second: two } }, getCredBlob: true, largeBlob: { read: true } },
      { largeBlob: { write: Uint8Array.of(9, 9) } },
      { largeBlob: { read: true }, prf: { evalByCredential: { [made.id]: { first: two } } } },
      { prf: {}, unknown: true },
    ]) {
      const used = (await navigator.credentials.get({
        publicKey: {
          challenge: Uint8Array.of(2),
          allowCredentials: [{ type: 'public-key', id: made.rawId }],
          userVerification: 'required',
          extensions: extensions,
        },
      })) as PublicKeyCredential
      reads.push(read(used, (used.response as AuthenticatorAssertionResponse).authenticatorData))
    }
    return reads
  })
}

/** Names in their order and kinds of values, since the secrets differ. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return `${value.split(':')[0]?.length ?? 0} ${value.length}`
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value).map(([name, part]) => [name, shapeOf(part)])
}

function shape({ results }: Read): unknown {
  return shapeOf(results)
}

function resultsOf({ results }: Read) {
  return results as { prf?: { results?: object }; [name: string]: unknown }
}

function withoutPrf(read: Read): unknown {
  return { ...resultsOf(read), prf: undefined }
}
