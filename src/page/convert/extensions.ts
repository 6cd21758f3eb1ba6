/** The inputs of Latchkey's extensions (WebAuthn §10.1, CTAP 2.1 §12). Ignores other inputs. */
import type { ExtensionInputsJson, PrfValuesJson } from '../../shared/extensions-json'
import { bufferSource } from './buffer-source'
import { boolean, dictionary, domString, optional, record, required } from './web-idl'

const prfValues = dictionary<PrfValuesJson>('AuthenticationExtensionsPRFValues', {
  first: required(bufferSource),
  second: optional(bufferSource),
})

const flag = optional(boolean)
const text = optional(domString)

export const extensionInputs = dictionary<ExtensionInputsJson>(
  'AuthenticationExtensionsClientInputs',
  {
    appid: text,
    appidExclude: text,
    credBlob: optional(bufferSource),
    credProps: flag,
    credentialProtectionPolicy: text,
    enforceCredentialProtectionPolicy: flag,
    getCredBlob: flag,
    hmacCreateSecret: flag,
    hmacGetSecret: optional(
      dictionary('HMACGetSecretInput', {
        salt1: required(bufferSource),
        salt2: optional(bufferSource),
      }),
    ),
    largeBlob: optional(
      dictionary('AuthenticationExtensionsLargeBlobInputs', {
        read: flag,
        support: text,
        write: optional(bufferSource),
      }),
    ),
    minPinLength: flag,
    prf: optional(
      dictionary('AuthenticationExtensionsPRFInputs', {
        eval: optional(prfValues),
        evalByCredential: optional(record(prfValues)),
      }),
    ),
  },
)
