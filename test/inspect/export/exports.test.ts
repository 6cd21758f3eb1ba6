import { describe, expect, it } from 'vitest'
import { asCurl } from '../../../src/inspect/export/as-curl'
import { asDecoderLink } from '../../../src/inspect/export/as-decoder-link'
import { asJson } from '../../../src/inspect/export/as-json'
import { asPlaywrightTest } from '../../../src/inspect/export/as-playwright-test'
import { asServerCall } from '../../../src/inspect/export/as-server-call'
import type { ExportedCeremony } from '../../../src/inspect/export/exported-ceremony'
import { attestationWithBlob } from '../../support/blob-data'
import { ceremonyDetail } from '../../support/ceremony-details'
import { transformWithOxc } from 'vite'

function exported(fields: Partial<ExportedCeremony> = {}): ExportedCeremony {
  return {
    detail: ceremonyDetail(),
    origin: 'https://example.org',
    rpId: 'example.org',
    outcome: 'done',
    error: null,
    ...fields,
  }
}

/** Texts that a hostile page could send to break out of the generated code. */
const hostile = {
  challenge: `'); process.exit() //`,
  rp: { name: '`${1}`\u2028\n*/ "' },
}

const prf = { extensions: { prf: { eval: { first: { withheld: '32 bytes' } } } } }

it('has everything as JSON', () => {
  const { detail, ...entry } = exported()

  expect(JSON.parse(asJson({ detail, ...entry }))).toEqual({ ...detail, ...entry })
})

it.each([
  ['create', 'parseCreationOptionsFromJSON', 'credentials.create({ publicKey })'],
  ['get', 'parseRequestOptionsFromJSON', 'credentials.get({ publicKey })'],
] as const)('makes a test in Playwright of a %s', async (kind, parses, calls) => {
  const code = asPlaywrightTest(exported({ detail: ceremonyDetail({ kind }) }))

  expect(code).toContain(parses)
  expect(code).toContain(calls)
  expect(code).toContain('passkeys.approve()')
  await transformWithOxc(code, 'a.spec.ts')
})

it('expects the error that the page got, and denies if the user did', () => {
  const failed = { step: 'answered', section: null } as const
  const detail = ceremonyDetail({ kind: 'get', response: null, failed, mediation: 'conditional' })

  const code = asPlaywrightTest(exported({ detail, outcome: 'refused', error: 'NotAllowedError' }))

  expect(code).toContain('passkeys.deny()')
  expect(code).toContain('"error": "NotAllowedError"')
  expect(code).toContain('mediation: "conditional"')
})

it.each([
  ['create', 'verifyRegistrationResponse'],
  ['get', 'verifyAuthenticationResponse'],
] as const)('makes the call of a server of a %s', async (kind, method) => {
  const code = asServerCall(exported({ detail: ceremonyDetail({ kind }) }))

  expect(code).toContain(`await ${method}({`)
  expect(code).toContain('expectedOrigin: "https://example.org"')
  expect(code.includes('credential: {')).toBe(kind === 'get')
  await transformWithOxc(code, 'a.ts')
})

describe('the link to a decoder', () => {
  const linkOf = (fields: object) => asDecoderLink(exported({ detail: ceremonyDetail(fields) }))

  it('has the attestation object behind #, which no browser sends', () => {
    const response = { response: { attestationObject: 'o2Nmb-8', clientDataJSON: 'e30' } }
    const link = new URL(linkOf({ response }))

    expect(link.origin).toBe('https://cbor.nemo157.com')
    expect([link.pathname, link.search]).toEqual(['/', ''])
    expect(link.hash).toBe('#type=hex&value=a363666fef')
  })

  it('has zeros for the secrets of extensions', () => {
    const attestationObject = attestationWithBlob(new Uint8Array(32).fill(0xaa))
    const options = { extensions: { getCredBlob: true } }
    const response = { response: { attestationObject } }

    expect(linkOf({ options: {}, response })).toContain('aa'.repeat(32))
    expect(linkOf({ options, response })).not.toContain('aa'.repeat(32))
    expect(linkOf({ options, response })).toContain('00'.repeat(32))
  })
})

it('replaces withheld values by zeros, and says so', () => {
  const detail = ceremonyDetail({ options: prf, withheld: ['options.extensions.prf.eval.first'] })

  const code = asPlaywrightTest(exported({ detail }))

  expect(code).toContain(`"first": "${'A'.repeat(43)}"`)
  expect(code).toContain('did not keep: options.extensions.prf.eval.first')
})

it('says which zeros in the copy replace a value, and only those', async () => {
  const places = ['options.extensions.prf.eval.first', 'response.response.authenticatorData']
  const of = (...withheld: string[]) => exported({ detail: ceremonyDetail({ withheld }) })
  const note = `Zeros stand in for what Latchkey did not keep: ${places[1]}.`

  expect(asCurl(of(...places))).toMatch(new RegExp(`^: '${note}'\ncurl `))
  expect(asServerCall(of(...places))).toContain(
    `did not keep: ${places.join(', ')}.\nconst { verified }`,
  )
  expect(asPlaywrightTest(of(...places))).not.toContain('authenticatorData')
  for (const make of [asCurl, asServerCall, asPlaywrightTest])
    expect(make(of())).not.toContain('Zeros stand in')
  await transformWithOxc(asServerCall(of(...places)), 'a.ts')
})

const HOSTILE = [`options.a\nb\u2028c`, `response.a\nb\u2028'; rm c`]

it('stays code, whatever a page sends', async () => {
  const detail = ceremonyDetail({ options: hostile, response: hostile, withheld: HOSTILE })
  const origin = `https://a'b.example`

  for (const code of [asPlaywrightTest, asServerCall].map((make) =>
    make(exported({ detail, origin })),
  )) {
    await transformWithOxc(code, 'a.ts')
    expect(code).not.toContain('\u2028')
  }
  expect(asCurl(exported({ detail, origin }))).toContain(`'https://a'\\''b.example/register'`)
  expect(asCurl(exported({ detail }))).toContain(`response.a b '\\''; rm c.'\ncurl`)
  expect(asCurl(exported({ detail }))).toContain(`'\\''); process.exit() //`)
})
