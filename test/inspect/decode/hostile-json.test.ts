/** JSON of a hostile page: the decoder neither throws nor takes long. */
import { describe, expect, it } from 'vitest'
import { checkCeremony } from '../../../src/inspect/check/check-ceremony'
import { readClientData } from '../../../src/inspect/decode/client-data'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { readJws } from '../../../src/inspect/decode/jws'
import { base64url } from '../../support/webauthn-options'

/** The response of a ceremony with this client data. */
const withClientData = (text: string) => ({ response: { clientDataJSON: base64url(text) } })

describe.each(Object.getOwnPropertyNames(Object.prototype))('the name %s', (name) => {
  // Cast: JSON.parse gives an own member, also for `__proto__`.
  const members = (value: unknown) =>
    JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as object

  it('is that of an extension like any other', async () => {
    const response = { clientExtensionResults: members({ a: 1 }) }
    const options = { extensions: members(true) }

    const { extensions } = await decodeCeremony({ response, options })
    expect(extensions).toEqual([
      {
        id: name,
        asked: 'true',
        clientOutput: '{"a":1}',
        authenticatorOutput: null,
        meaning: 'answered',
      },
    ])
    expect(await checkCeremony({ response, options })).not.toEqual([])
  })

  it('is that of an extension that did not answer', async () => {
    const options = { extensions: members(true) }

    const { extensions } = await decodeCeremony({
      response: { clientExtensionResults: {} },
      options,
    })
    expect(extensions).toMatchObject([
      { asked: 'true', clientOutput: null, meaning: expect.stringMatching(/^no answer/) as string },
    ])
  })

  it('is no member of client data that the specification names', async () => {
    const { clientData } = await decodeCeremony({
      response: withClientData(JSON.stringify(members('x'))),
    })

    expect(clientData?.members).toEqual([
      {
        name,
        value: '"x"',
        meaning: 'not a member that the specification names: to be ignored',
      },
    ])
  })
})

describe('JSON that is nested too deeply to be written', () => {
  const DEPTH = 190_000
  const TOO_DEEP = 'nested too deeply to be shown'
  const text = '['.repeat(DEPTH) + ']'.repeat(DEPTH)
  const deep: unknown = JSON.parse(text)

  it('in client data is said, and the steps are judged', async () => {
    const response = withClientData(`{"type":"webauthn.get","challenge":${text}}`)
    const { clientData } = await decodeCeremony({ response })

    expect(clientData?.members).toMatchObject([
      { name: 'type', value: '"webauthn.get"' },
      { name: 'challenge', value: TOO_DEEP },
    ])
    expect(await checkCeremony({ response, options: { challenge: 'AA' } })).not.toEqual([])
  })

  it('in an extension, or in any other member, is said', async () => {
    const response = {
      id: deep,
      clientExtensionResults: { prf: deep },
      response: { userHandle: deep, signature: '' },
    }
    const options = { extensions: { prf: deep } }

    const { members, extensions } = await decodeCeremony({ response, options })
    expect(members[0]).toEqual({ name: 'id', value: TOO_DEEP })
    expect(extensions).toMatchObject([{ asked: TOO_DEEP, clientOutput: TOO_DEEP }])
    expect(await checkCeremony({ response, options })).not.toEqual([])
  })

  it('in the payload of a SafetyNet statement is said', () => {
    const parts = ['{}', `{"nonce":${text}}`].map((part) => base64url(part))
    const { fields } = readJws(Buffer.from([...parts, 'AAAA'].join('.')))

    expect(fields.find(({ name }) => name === 'payload')?.value).toBe(TOO_DEEP)
  })
})

/** A search through all earlier names for each name would take minutes. */
const MANY = 300_000

it('finds a repeated member among very many at once', { timeout: 20_000 }, () => {
  const names = Array.from({ length: MANY }, (_, i) => `"m${i}":0`)
  const { notes } = readClientData(Buffer.from(`{${names.join(',')},"m7":1,"m3":1}`))

  expect(notes).toContain('the member m7 stands twice: the last one counts')
})
