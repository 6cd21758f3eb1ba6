/** JSON of a hostile page: nothing throws, and nothing waits. */
import { describe, expect, it } from 'vitest'
import { checkCeremony } from '../../../src/inspect/check/check-ceremony'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { base64url } from '../../support/webauthn-options'

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
