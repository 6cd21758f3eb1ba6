/** Answers that no fault makes: what the check says of them, and in which order. */
import { beforeAll, expect, it } from 'vitest'
import { checkCeremony } from '../../../src/inspect/check/check-ceremony'
import { memberBytes, readCeremony, type CeremonyInput } from '../../../src/inspect/decode/ceremony'
import { rootAuthority } from '../../support/attestation'
import { genuine } from '../../support/inspected'
import { base64url } from '../../support/webauthn-options'
import { seededRandom } from '../../support/webauthn-ports'

let answers: Awaited<ReturnType<typeof genuine>>
beforeAll(async () => {
  answers = await genuine(-7, 'none', rootAuthority(seededRandom('odd')))
})

/** The same ceremony with other members of its response. */
function withResponse(input: CeremonyInput, members: object): CeremonyInput {
  const { response } = input.response as { readonly response: object }
  return {
    ...input,
    response: { ...(input.response as object), response: { ...response, ...members } },
  }
}

/** The same ceremony with other members of its client data. */
function withClientData(input: CeremonyInput, members: object): CeremonyInput {
  const { clientData } = readCeremony(input)
  const text = JSON.stringify({ ...clientData?.json, ...members })
  return withResponse(input, { clientDataJSON: base64url(Buffer.from(text)) })
}

/** The same ceremony without UP. */
function withoutPresence(input: CeremonyInput, member: 'attestationObject' | 'authenticatorData') {
  const { authenticatorData } = readCeremony(input)
  const bytes = Buffer.from(memberBytes(readCeremony(input), member)!)
  bytes[bytes.indexOf(authenticatorData!.bytes) + 32]! &= ~1
  return withResponse(input, { [member]: base64url(bytes) })
}

async function stepOf(input: CeremonyInput, title: string, given = {}) {
  const steps = await checkCeremony(input, given)
  return steps.find((step) => step.title.startsWith(title))
}

it.each([
  ['create', false, 'wrong'],
  ['create', true, 'ok'],
  ['get', false, 'wrong'],
  ['get', true, 'wrong'],
] as const)('a %s() without UP, conditional: %s, is %s', async (kind, isConditional, outcome) => {
  const input =
    kind === 'create'
      ? withoutPresence(answers.registration, 'attestationObject')
      : withoutPresence(answers.authentication, 'authenticatorData')

  expect(await stepOf(input, 'UP is set', { isConditional })).toMatchObject({ outcome })
})

it.each([-7, -8, -53, -257, -48, -49, -50])(
  'a signature of %i that is a byte too long has another form',
  async (algorithm) => {
    const authority = rootAuthority(seededRandom('form'))
    const { registration, authentication } = await genuine(algorithm, 'none', authority)
    const { publicKey } = registration.response.response
    const given = { record: { publicKey: publicKey!, algorithm } }
    const signature = memberBytes(readCeremony(authentication), 'signature')!
    const longer = base64url(Buffer.concat([signature, Buffer.of(0)]))
    const title = 'The signature has the form'

    expect(await stepOf(authentication, title, given)).toMatchObject({ outcome: 'ok' })
    expect(
      await stepOf(withResponse(authentication, { signature: longer }), title, given),
    ).toMatchObject({ outcome: 'wrong' })
  },
)

it.each([
  [
    'crossOrigin',
    { crossOrigin: 'true' },
    'C.crossOrigin',
    'crossOrigin is neither true nor false',
  ],
  ['crossOrigin', { crossOrigin: 1 }, 'C.crossOrigin', 'crossOrigin is neither true nor false'],
  ['crossOrigin', { crossOrigin: null }, 'C.crossOrigin', 'crossOrigin is neither true nor false'],
  ['topOrigin', { crossOrigin: true, topOrigin: 7 }, 'C.topOrigin', 'topOrigin is no text'],
])('a %s of another type is wrong: %j', async (_, members, title, why) => {
  const input = withClientData(answers.authentication, members)

  expect(await stepOf(input, title)).toMatchObject({ outcome: 'wrong', why })
})

it('says that the given public key is none', async () => {
  const given = { record: { publicKey: 'AAAA' } }

  for (const title of ['The signature is valid', 'The signature has the form'])
    expect(await stepOf(answers.authentication, title, given)).toMatchObject({
      outcome: 'only-server-knows',
      why: expect.stringContaining('the given public key is no COSE key') as string,
    })
})

it.each(['registration', 'authentication'] as const)(
  'the steps of a %s stand in the order of the specification',
  async (ceremony) => {
    const steps = await checkCeremony(answers[ceremony])
    const numbers = steps.flatMap(({ section }) => /step (\d+)/.exec(section)?.slice(1) ?? [])
    const before = (section: string) => {
      const at = steps.findIndex((step) => step.section === section)
      return at < 0 ? undefined : steps[at - 1]?.section
    }
    const unnumbered = steps.map(({ section }) => section).filter((one) => !one.includes('step'))

    expect(numbers.map(Number)).toEqual(numbers.map(Number).toSorted((a, b) => a - b))
    expect(unnumbered.map((section) => [section, before(section)])).toEqual(
      ceremony === 'registration'
        ? [
            ['§5.1', undefined],
            ['§13.4.3', '§7.1 step 8'],
            ['§5.2.1', '§7.1 step 13'],
            ['§6.1', '§5.2.1'],
            ['§6.5.1', '§6.1'],
            ['§6.5.1', '§6.1'],
          ]
        : [
            ['§5.1', undefined],
            ['§13.4.3', '§7.2 step 11'],
            ['§6.1', '§7.2 step 14'],
            ['§6.5.5', '§7.2 step 19'],
          ],
    )
  },
)
