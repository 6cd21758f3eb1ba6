/** Arbitrary bytes: the decoder does not throw, and every byte still belongs to one field. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { checkCeremony } from '../../../src/inspect/check/check-ceremony'
import { readCeremony } from '../../../src/inspect/decode/ceremony'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { leavesOf } from '../../../src/inspect/decode/field'
import { ATTESTATION_FORMATS } from '../../../src/main/webauthn/authenticator/description'
import { rootAuthority } from '../../support/attestation'
import { FUZZ_TIMEOUT_MS, fuzz } from '../../support/fuzz'
import { expectEveryByte, genuine, sent } from '../../support/inspected'
import { base64url, fromBase64url } from '../../support/webauthn-options'
import { seededRandom } from '../../support/webauthn-ports'

type Answers = Awaited<ReturnType<typeof genuine>>
const answers: Answers[] = []
beforeAll(async () => {
  const authority = rootAuthority(seededRandom('hostile'))
  for (const format of ATTESTATION_FORMATS) answers.push(await genuine(-7, format, authority))
})

/** One change of a byte string: bytes replaced, cut off, inserted or repeated. */
const change = fc.oneof(
  fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }) }).map(
    ({ at, byte }) =>
      (bytes: Uint8Array) =>
        bytes.map((old, i) => (i === at % bytes.length ? byte : old)),
  ),
  fc.nat().map((at) => (bytes: Uint8Array) => bytes.subarray(0, at % (bytes.length + 1))),
  fc
    .record({ at: fc.nat(), more: fc.uint8Array({ maxLength: 40 }) })
    .map(({ at, more }) => (bytes: Uint8Array) => {
      const place = at % (bytes.length + 1)
      return new Uint8Array([...bytes.subarray(0, place), ...more, ...bytes.subarray(place)])
    }),
)
const MEMBERS = [
  'clientDataJSON',
  'attestationObject',
  'authenticatorData',
  'signature',
  'publicKey',
]
const mutation = fc.record({
  format: fc.nat({ max: ATTESTATION_FORMATS.length - 1 }),
  kind: fc.constantFrom<'registration' | 'authentication'>('registration', 'authentication'),
  changes: fc.array(fc.tuple(fc.constantFrom(...MEMBERS), change), { minLength: 1, maxLength: 4 }),
})

it(
  'changed bytes are decoded, checked, and each belongs to one field',
  { timeout: FUZZ_TIMEOUT_MS },
  async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async ({ format, kind, changes }) => {
        const { response, options } = sent(answers[format]![kind]) as unknown as {
          response: { response: Record<string, string> }
          options: unknown
        }
        for (const [name, changed] of changes) {
          const text = response.response[name]
          if (text !== undefined) response.response[name] = base64url(changed(fromBase64url(text)))
        }
        await expectDecoded({ response, options })
      }),
      fuzz(500),
    )
  },
)

it(
  'anything in place of an answer is decoded and checked',
  { timeout: FUZZ_TIMEOUT_MS },
  async () => {
    const member = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.string(),
      fc.uint8Array().map(base64url),
    )
    const response = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.record(
        {
          id: member,
          rawId: member,
          type: member,
          clientExtensionResults: member,
          response: fc.record(
            Object.fromEntries([...MEMBERS, 'userHandle'].map((name) => [name, member])),
            {
              requiredKeys: [],
            },
          ),
        },
        { requiredKeys: [] },
      ),
    )
    await fc.assert(
      fc.asyncProperty(response, fc.jsonValue({ maxDepth: 4 }), async (given, options) => {
        await expectDecoded({ response: given, options })
      }),
      fuzz(300),
    )
  },
)

it('hostile sizes are bounded', async () => {
  const nested = base64url(new Uint8Array(300_000).fill(0x81))
  const wide = base64url(new Uint8Array([0x9a, 0x00, 0xff, 0xff, 0xff, ...new Uint8Array(200_000)]))
  for (const attestationObject of [nested, wide, 'A'.repeat(10_000_000)]) {
    const { attestationObject: fields, problems } = await decodeCeremony({
      response: { response: { attestationObject } },
    })
    expect(leavesOf(fields ?? []).length).toBeLessThan(10_100)
    expect(problems).not.toEqual([])
  }
})

async function expectDecoded(input: { response: unknown; options: unknown }): Promise<void> {
  const decoded = await decodeCeremony(input)
  const { authenticatorData, attestationObject, signature } = readCeremony(input)
  if (authenticatorData) expectEveryByte(decoded.authenticatorData!, authenticatorData.bytes)
  if (attestationObject) expectEveryByte(decoded.attestationObject!, attestationObject.bytes)
  if (signature) expectEveryByte(decoded.signature!.fields, signature.bytes)
  expect(() => structuredClone(decoded)).not.toThrow()
  expect(await checkCeremony(input)).not.toEqual([])
}
