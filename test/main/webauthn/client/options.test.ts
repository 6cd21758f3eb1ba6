import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseOptions, refuseMediation } from '../../../../src/main/webauthn/client/options'
import { requestOptionsSchema } from '../../../../src/shared/webauthn-json'
import { requestOptions } from '../../../support/webauthn-options'

describe('parseOptions', () => {
  it('returns the options as the schema parses them', () => {
    expect(parseOptions(v.object({ a: v.optional(v.number(), 1) }), {})).toEqual({ a: 1 })
  })

  it.each([
    ['no options', undefined, 'the options: expected Object'],
    ['text for options', 'secret', 'the options: expected Object'],
    [
      'a member that is missing',
      JSON.parse(JSON.stringify(requestOptions({ challenge: undefined }))),
      'the member challenge is missing',
    ],
    ['a wrong type', requestOptions({ rpId: 5 }), 'the member rpId: expected string'],
    [
      'padding',
      requestOptions({ challenge: 'c2VjcmV0MQ==' }),
      'the member challenge: expected base64url',
    ],
    [
      'a wrong id in a list',
      requestOptions({ allowCredentials: [{ type: 'public-key', id: 'secret!' }] }),
      'the member allowCredentials.0.id: expected base64url',
    ],
    [
      'a list that is too long',
      requestOptions({ allowCredentials: Array(1025).fill({ type: 'public-key', id: 'AQ' }) }),
      'the member allowCredentials: expected <=1024',
    ],
  ])('names the member of %s, and not its value', (_what, options, message) => {
    expect(() => parseOptions(requestOptionsSchema, options)).toThrow(
      expect.objectContaining({ name: 'TypeError', message }),
    )
  })

  it('shortens a long member name from the page, because the record keeps it', () => {
    const evalByCredential = { ['A'.repeat(60_000)]: { first: 5 } }
    const options = requestOptions({ extensions: { prf: { evalByCredential } } })

    expect(() => parseOptions(requestOptionsSchema, options)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^the member extensions\.prf\.evalByCredential\.A{1,80}…: expected string$/,
        ),
      }),
    )
  })
})

describe('refuseMediation', () => {
  it.each([undefined, 'optional', 'required'])('lets %s pass', (mediation) => {
    expect(() => refuseMediation(mediation, ['required'])).not.toThrow()
  })

  it.each(['conditional', 'immediate', '', 'OPTIONAL', '__proto__'])('refuses %j', (mediation) => {
    expect(() => refuseMediation(mediation, ['required'])).toThrow(
      expect.objectContaining({ name: 'TypeError' }),
    )
  })
})
