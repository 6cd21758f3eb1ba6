/** Changes of the response as JSON. */
import type { RESPONSE_FAULTS } from '../../../shared/faults/response-faults'
import { decodeBase64Url, encodeBase64Url } from '../../../shared/base64url'
import { NotApplicable, type About, type Fault, type JsonObject } from './fault'

type Id = (typeof RESPONSE_FAULTS)[number]['id']

/** The members that are byte strings. */
const BYTES: ReadonlySet<string> = new Set([
  'id',
  'rawId',
  'clientDataJSON',
  'authenticatorData',
  'attestationObject',
  'publicKey',
  'signature',
  'userHandle',
])

export const RESPONSE_CHANGES: Readonly<Record<Id, Fault>> = {
  'base64url-padded': onlyJson(everyByteString((text) => text + '='.repeat(-text.length & 3))),
  'base64-standard': onlyJson(
    everyByteString((text) => text.replaceAll('-', '+').replaceAll('_', '/')),
  ),
  'id-missing': onlyJson(without('id')),
  'raw-id-missing': onlyJson(without('rawId')),
  'type-missing': onlyJson(without('type')),
  'response-missing': onlyJson(without('response')),
  'response-not-object': onlyJson(member('response', () => 'none')),
  'client-data-missing': onlyJson(withoutInner('clientDataJSON')),
  'attestation-object-missing': onlyJson(withoutInner('attestationObject')),
  'authenticator-data-missing': onlyJson(withoutInner('authenticatorData')),
  'signature-missing': onlyJson(withoutInner('signature')),
  'id-not-string': onlyJson(member('id', () => 5)),
  'client-data-not-string': onlyJson(inner('clientDataJSON', numbersOf)),
  'attestation-object-not-string': onlyJson(inner('attestationObject', numbersOf)),
  'authenticator-data-not-string': onlyJson(inner('authenticatorData', numbersOf)),
  'signature-not-string': onlyJson(inner('signature', numbersOf)),
  'user-handle-not-string': onlyJson(
    inner('userHandle', (own) => {
      if (own === undefined) throw new NotApplicable('the answer has no user handle')
      return 5
    }),
  ),
  'credential-type-wrong': member('type', () => 'password'),
  'raw-id-differs': member('rawId', (own, { random }) =>
    encodeBase64Url(random.bytes(decodeBase64Url(String(own)).length)),
  ),
  'extra-member': onlyJson({
    response: (json) => ({
      ...json,
      exampleMember: { example: true },
      response: { ...innerOf(json), exampleMember: 'example' },
    }),
  }),
  'public-key-missing': withoutInner('publicKey'),
  'transports-empty': inner('transports', () => []),
  'transports-unknown': inner('transports', (own) => [...(own as readonly string[]), 'unknown']),
  'attachment-missing': without('authenticatorAttachment'),
  'attachment-unknown': member('authenticatorAttachment', () => 'unknown'),
}

/** A page cannot receive this, because the client turns the response into a native object. */
function onlyJson(fault: Fault): Fault {
  return { ...fault, needsJson: true }
}

function everyByteString(change: (text: string) => string): Fault {
  const changed = (json: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(json).map(([name, value]) => [
        name,
        BYTES.has(name) && typeof value === 'string' ? change(value) : value,
      ]),
    )
  return { response: (json) => ({ ...changed(json), response: changed(innerOf(json)) }) }
}

function member(name: string, change: (own: unknown, about: About) => unknown): Fault {
  return { response: (json, about) => ({ ...json, [name]: change(json[name], about) }) }
}

function inner(name: string, change: (own: unknown) => unknown): Fault {
  return {
    response: (json) => {
      const own = innerOf(json)
      return { ...json, response: { ...own, [name]: change(own[name]) } }
    },
  }
}

function without(name: string): Fault {
  return { response: (json) => omit(json, name) }
}

function withoutInner(name: string): Fault {
  return { response: (json) => ({ ...json, response: omit(innerOf(json), name) }) }
}

function omit(json: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([one]) => one !== name))
}

function innerOf(json: JsonObject): JsonObject {
  return json.response as JsonObject
}

function numbersOf(text: unknown): readonly number[] {
  return [...decodeBase64Url(String(text))]
}
