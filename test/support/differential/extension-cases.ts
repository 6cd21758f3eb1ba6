/** Extensions, with an authenticator on the other side that has them. */
import { cases } from './case'

const inputs: Readonly<Record<'create' | 'get', readonly string[]>> = {
  create: [
    '{}',
    'null',
    '7',
    "{ bogus: 'x' }",
    '{ credProps: true }',
    '{ credProps: false }',
    "{ credProps: 'yes' }",
    '{ prf: {} }',
    '{ prf: null }',
    '{ prf: 7 }',
    '{ prf: { eval: {} } }',
    '{ prf: { eval: { first: t.bytes(3) } } }',
    '{ prf: { eval: { first: t.bytes(3), second: t.bytes(0) } } }',
    "{ prf: { eval: { first: 'text' } } }",
    '{ prf: { evalByCredential: {} } }',
    '{ prf: { evalByCredential: { AQ: { first: t.bytes(3) } } } }',
    '{ largeBlob: {} }',
    "{ largeBlob: { support: 'required' } }",
    "{ largeBlob: { support: 'preferred' } }",
    "{ largeBlob: { support: 'bogus' } }",
    '{ largeBlob: { read: true } }',
    '{ largeBlob: { write: t.bytes(3) } }',
    "{ credentialProtectionPolicy: 'userVerificationRequired' }",
    "{ credentialProtectionPolicy: 'userVerificationOptional' }",
    "{ credentialProtectionPolicy: 'userVerificationOptionalWithCredentialIDList' }",
    "{ credentialProtectionPolicy: 'bogus' }",
    "{ credentialProtectionPolicy: 'userVerificationRequired', enforceCredentialProtectionPolicy: true }",
    '{ enforceCredentialProtectionPolicy: true }',
    '{ credBlob: t.bytes(3) }',
    '{ credBlob: t.bytes(32) }',
    '{ credBlob: t.bytes(33) }',
    "{ credBlob: 'text' }",
    '{ minPinLength: true }',
    '{ minPinLength: false }',
    '{ hmacCreateSecret: true }',
    "{ appid: 'https://localhost/appid' }",
    "{ appidExclude: 'https://example.org' }",
    "{ appidExclude: 'no url' }",
    "{ appidExclude: '' }",
    '{ getCredBlob: true }',
    '{ hmacGetSecret: { salt1: t.bytes(32) } }',
    '{ payment: { isPayment: false } }',
    '{ uvm: true }',
    "{ credProps: true, prf: {}, largeBlob: { support: 'preferred' }, minPinLength: true, credBlob: t.bytes(1) }",
  ],
  get: [
    '{}',
    "{ bogus: 'x' }",
    '{ credProps: true }',
    '{ prf: {} }',
    '{ prf: { eval: { first: t.bytes(3) } } }',
    '{ prf: { eval: { first: t.bytes(3), second: t.bytes(4) } } }',
    '{ prf: { eval: { second: t.bytes(3) } } }',
    '{ prf: { evalByCredential: { [id]: { first: t.bytes(3) } } } }',
    '{ prf: { evalByCredential: { "": { first: t.bytes(3) } } } }',
    '{ prf: { evalByCredential: { "*": { first: t.bytes(3) } } } }',
    '{ prf: { evalByCredential: { AQ: { first: t.bytes(3) } } } }',
    '{ prf: { evalByCredential: {} } }',
    '{ prf: { eval: { first: t.bytes(1) }, evalByCredential: { [id]: { first: t.bytes(3) } } } }',
    '{ largeBlob: { read: true } }',
    '{ largeBlob: { read: false } }',
    '{ largeBlob: {} }',
    "{ largeBlob: { support: 'required' } }",
    '{ largeBlob: { write: t.bytes(3) } }',
    '{ largeBlob: { write: t.bytes(0) } }',
    '{ largeBlob: { read: true, write: t.bytes(3) } }',
    '{ largeBlob: { read: false, write: t.bytes(3) } }',
    '{ getCredBlob: true }',
    '{ getCredBlob: false }',
    '{ hmacGetSecret: { salt1: t.bytes(32) } }',
    "{ appid: 'https://localhost/appid' }",
    "{ appid: 'https://example.org' }",
    "{ appid: 'no url' }",
    "{ appid: '' }",
    "{ appidExclude: 'https://localhost' }",
    '{ credBlob: t.bytes(3) }',
    "{ credentialProtectionPolicy: 'userVerificationRequired' }",
    '{ enforceCredentialProtectionPolicy: true }',
    '{ hmacCreateSecret: true }',
    '{ minPinLength: true }',
    '{ uvm: true }',
  ],
}

const creations = inputs.create.flatMap((extensions) => [
  [
    `create: extensions ${extensions}`,
    `(side, t) => side.create(t.creation({ extensions: ${extensions} }))`,
  ],
])

const MADE = `const made = await side.create(t.creation({
  extensions: { prf: {}, largeBlob: { support: 'preferred' }, credBlob: t.bytes(3) },
}))
const rawId = t.rawId(made)
const id = btoa(String.fromCharCode(...new Uint8Array(rawId)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')`

const requests = inputs.get.flatMap((extensions) => [
  [
    `get by its id: extensions ${extensions}`,
    `async (side, t) => {
      ${MADE}
      const allowCredentials = [{ type: 'public-key', id: rawId }]
      return side.get(t.request({ allowCredentials, extensions: ${extensions} }))
    }`,
  ],
  [
    `get: extensions ${extensions}`,
    `async (side, t) => {
      ${MADE}
      return side.get(t.request({ extensions: ${extensions} }))
    }`,
  ],
])

/** Inputs for named credentials: a conditional request names none. */
const conditional = inputs.get
  .filter((extensions) => /\[id\]|write:/.test(extensions))
  .map((extensions) => [
    `get by its id, conditional: extensions ${extensions}`,
    `async (side, t) => {
      ${MADE}
      const allowCredentials = [{ type: 'public-key', id: rawId }]
      const asked = t.request({ allowCredentials, extensions: ${extensions} })
      return side.get({ ...asked, mediation: 'conditional' })
    }`,
  ])

export const extensionCases = [
  ...cases(Object.fromEntries([...creations, ...requests, ...conditional])),
  ...cases({
    'get: largeBlob written, then read': async (side, { creation, request, rawId, bytes }) => {
      const extensions = { largeBlob: { support: 'required' } }
      const id = rawId(await side.create(creation({ extensions })))
      const allowCredentials = [{ type: 'public-key', id }]
      const write = { largeBlob: { write: bytes(9) } }
      const read = { largeBlob: { read: true } }
      return [
        await side.get(request({ allowCredentials, extensions: write })),
        await side.get(request({ allowCredentials, extensions: read })),
        await side.get(request({ extensions: read })),
      ]
    },
    'get: prf gives the same each time': async (side, { creation, request, bytes }) => {
      await side.create(creation({ extensions: { prf: {} } }))
      const extensions = { prf: { eval: { first: bytes(3), second: bytes(3) } } }
      const ask = async () => {
        const got = (await side.get(request({ extensions }))) as PublicKeyCredential
        const { prf } = got.getClientExtensionResults()
        const { first, second } = prf!.results!
        return [first, second!].map((output) => String(new Uint8Array(output as ArrayBuffer)))
      }
      const [[one, two], [three]] = [await ask(), await ask()]
      return [one === two, one === three]
    },
  }),
]
