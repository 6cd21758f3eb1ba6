/**
 * The inputs and outputs of extensions in JSON (WebAuthn §5.1.8, §10.1; CTAP 2.1 §12). Byte strings are base64url. Other
 * extensions are dropped when the message is read.
 */
import * as v from 'valibot'
import { base64urlText } from './base64url-text'

const prfValues = v.object({ first: base64urlText, second: v.optional(base64urlText) })

/** AuthenticationExtensionsClientInputsJSON, for the extensions that Latchkey has. */
export const extensionInputs = v.object({
  appid: v.optional(v.string()),
  appidExclude: v.optional(v.string()),
  credBlob: v.optional(base64urlText),
  credProps: v.optional(v.boolean()),
  credentialProtectionPolicy: v.optional(v.string()),
  enforceCredentialProtectionPolicy: v.optional(v.boolean()),
  getCredBlob: v.optional(v.boolean()),
  hmacCreateSecret: v.optional(v.boolean()),
  hmacGetSecret: v.optional(v.object({ salt1: base64urlText, salt2: v.optional(base64urlText) })),
  largeBlob: v.optional(
    v.object({
      read: v.optional(v.boolean()),
      support: v.optional(v.string()),
      write: v.optional(base64urlText),
    }),
  ),
  minPinLength: v.optional(v.boolean()),
  prf: v.optional(
    v.object({
      eval: v.optional(prfValues),
      /** By credential id. The keys are not checked here, because the page passed them. */
      evalByCredential: v.optional(v.record(v.string(), prfValues)),
    }),
  ),
})

export type ExtensionInputsJson = v.InferOutput<typeof extensionInputs>

export type PrfValuesJson = v.InferOutput<typeof prfValues>

/** AuthenticationExtensionsClientOutputsJSON. */
export interface ExtensionResultsJson {
  readonly appid?: boolean
  readonly appidExclude?: boolean
  readonly credBlob?: boolean
  readonly credProps?: { readonly rk?: boolean }
  readonly getCredBlob?: string
  readonly hmacCreateSecret?: boolean
  readonly hmacGetSecret?: { readonly output1: string; readonly output2?: string }
  readonly largeBlob?: {
    readonly blob?: string
    readonly supported?: boolean
    readonly written?: boolean
  }
  readonly prf?: {
    readonly enabled?: boolean
    readonly results?: { readonly first: string; readonly second?: string }
  }
}
