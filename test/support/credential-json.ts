import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../src/shared/webauthn-json'

/** The bridge's answer to `create()`; the bytes have no meaning. */
export function registrationJson(
  response: Partial<RegistrationResponseJson['response']> = {},
): RegistrationResponseJson {
  return {
    id: 'AQID',
    rawId: 'AQID',
    response: {
      clientDataJSON: 'e30',
      authenticatorData: 'BAUG',
      transports: ['hybrid', 'internal'],
      publicKey: 'BwgJ',
      publicKeyAlgorithm: -7,
      attestationObject: 'CgsM',
      ...response,
    },
    authenticatorAttachment: 'platform',
    clientExtensionResults: { credProps: { rk: true } },
    type: 'public-key',
  }
}

/** The bridge's answer to `get()`. */
export function authenticationJson(
  response: Partial<AuthenticationResponseJson['response']> = {},
): AuthenticationResponseJson {
  return {
    id: 'AQID',
    rawId: 'AQID',
    response: {
      clientDataJSON: 'e30',
      authenticatorData: 'BAUG',
      signature: 'DQ4P',
      userHandle: 'EBES',
      ...response,
    },
    authenticatorAttachment: 'platform',
    clientExtensionResults: {},
    type: 'public-key',
  }
}

/** `object` without one of its members, as from a bridge without a value for the member. */
export function without<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Omit<T, K>
}
