import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../../src/main/webauthn/authenticator/description'
import {
  refuseUnfit,
  refuseUnverifiable,
  requireResidentKey,
  verificationOf,
} from '../../../../src/main/webauthn/client/authenticator-choice'
import { creationOptionsSchema } from '../../../../src/shared/webauthn-json'
import { creationOptions } from '../../../support/webauthn-options'

type Fields = Partial<AuthenticatorDescription>

const NOT_ALLOWED = expect.objectContaining({ name: 'NotAllowedError' })

const authenticator = (fields: Fields) => ({ ...PLATFORM_AUTHENTICATOR, ...fields })

const selection = (authenticatorSelection: object) =>
  v.parse(creationOptionsSchema, creationOptions({ authenticatorSelection })).authenticatorSelection

describe('refuseUnfit (§5.1.3 step 22)', () => {
  it.each<[object, Fields]>([
    [{ authenticatorAttachment: 'cross-platform' }, { attachment: 'platform' }],
    [{ authenticatorAttachment: 'platform' }, { attachment: 'cross-platform' }],
    [{ residentKey: 'required' }, { residentKeys: false }],
    [{ requireResidentKey: true }, { residentKeys: false }],
    [{ residentKey: 'unknown', requireResidentKey: true }, { residentKeys: false }],
    [{ userVerification: 'required' }, { userVerification: 'unavailable' }],
  ])('rejects, for %j, an authenticator with %j', (criteria, fields) => {
    expect(() => refuseUnfit(selection(criteria), authenticator(fields))).toThrow(NOT_ALLOWED)
  })

  it.each<[object, Fields]>([
    [{ authenticatorAttachment: 'platform' }, { attachment: 'platform' }],
    [{ authenticatorAttachment: 'unknown' }, { attachment: 'platform' }],
    [{ residentKey: 'preferred', requireResidentKey: true }, { residentKeys: false }],
    [{ residentKey: 'discouraged', requireResidentKey: true }, { residentKeys: false }],
    [{ userVerification: 'required' }, { userVerification: 'fails' }],
    [{ userVerification: 'unknown' }, { userVerification: 'unavailable' }],
    [{}, { residentKeys: false, userVerification: 'unavailable' }],
  ])('accepts, for %j, an authenticator with %j', (criteria, fields) => {
    expect(() => refuseUnfit(selection(criteria), authenticator(fields))).not.toThrow()
  })
})

describe('refuseUnverifiable (§5.1.4.2)', () => {
  it('rejects an authenticator without verification only when verification is required', () => {
    const none = authenticator({ userVerification: 'unavailable' })

    expect(() => refuseUnverifiable('required', none)).toThrow(NOT_ALLOWED)
    expect(() => refuseUnverifiable('preferred', none)).not.toThrow()
  })
})

describe('requireResidentKey', () => {
  it.each<[object, boolean, boolean]>([
    [{ residentKey: 'required' }, true, true],
    [{ residentKey: 'preferred' }, true, true],
    [{ residentKey: 'preferred' }, false, false],
    [{ residentKey: 'discouraged' }, true, false],
    [{ residentKey: 'discouraged', requireResidentKey: true }, true, false],
    [{ requireResidentKey: true }, true, true],
    [{ requireResidentKey: false }, true, false],
    [{ residentKey: 'unknown', requireResidentKey: true }, true, true],
    [{ residentKey: 'unknown' }, true, false],
    [{}, true, false],
  ])('for %j, with residentKeys %s, is %s', (criteria, residentKeys, required) => {
    expect(requireResidentKey(selection(criteria), authenticator({ residentKeys }))).toBe(required)
  })
})

describe('verificationOf', () => {
  it.each<[string, AuthenticatorDescription['userVerification'], boolean]>([
    ['required', 'succeeds', true],
    ['required', 'fails', true],
    ['preferred', 'succeeds', true],
    ['preferred', 'fails', true],
    ['preferred', 'unavailable', false],
    ['discouraged', 'succeeds', false],
    ['unknown', 'succeeds', true],
  ])('for %s, if verification %s, is %s', (preference, userVerification, required) => {
    const { verifies, isClaimed } = verificationOf(preference, authenticator({ userVerification }))

    expect({ verifies, isClaimed }).toEqual({ verifies: required, isClaimed: false })
  })
})
