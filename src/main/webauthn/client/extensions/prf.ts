/** prf (WebAuthn §10.1.4): hashes the page's inputs into salts, and returns the passkey's results. */
import { createHash } from 'node:crypto'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../../../shared/base64url'
import type { ExtensionInputsJson, PrfValuesJson } from '../../../../shared/extensions-json'
import type { AuthenticatorDescription } from '../../authenticator/description'
import type { SaltsFor } from '../../authenticator/extensions/extension'
import { WebAuthnError } from '../../errors'
import type { Randomness } from '../../../platform/ports'
import type { ClientExtension, CreationPlan, RequestInputs, RequestPlan } from './extension'
import { encryptedSalts } from './hmac-secret'

type Outputs = readonly Uint8Array[]

export const prf: ClientExtension = {
  create: ({ inputs: { prf: input } }) => {
    if (!input) return undefined
    if (input.evalByCredential !== undefined)
      throw new WebAuthnError('NotSupportedError', 'prf: evalByCredential works only in get()')
    const evaluated = madeLocally(input.eval)
    return ({ authenticator }) => {
      if (!authenticator.extensions.includes('prf')) return NOT_ENABLED
      if (isRemote(authenticator)) return MADE_REMOTELY
      const { prfAtCreate } = authenticator.behaviour
      return prfAtCreate && canEvaluate(authenticator) ? evaluated : MADE_LOCALLY
    }
  },

  get: (asked) => {
    const { prf: input } = asked.inputs
    if (!input) return undefined
    checkCredentialIds(input, asked)
    const evaluates =
      input.eval !== undefined || Object.keys(input.evalByCredential ?? {}).length > 0
    const saltsFor = byCredential(input)
    return ({ authenticator, random }) => {
      if (!canEvaluate(authenticator) || !evaluates) return { result: () => ({ prf: {} }) }
      return isRemote(authenticator) ? remotely(saltsFor, random) : locally(saltsFor)
    }
  },
}

const NOT_ENABLED: CreationPlan = { result: () => ({ prf: { enabled: false } }) }

const MADE_REMOTELY: CreationPlan = {
  forAuthenticator: { hmacSecret: true },
  result: ({ passkey }) => ({ prf: { enabled: passkey.extensions.prf } }),
}

const MADE_LOCALLY = madeLocally(undefined)

function madeLocally(values: PrfValuesJson | undefined): CreationPlan {
  return {
    forAuthenticator: { prf: values ? salts(values) : [] },
    verify: values !== undefined,
    result: ({ passkey, extensions }) => ({
      prf: { enabled: passkey.extensions.prf, ...results(extensions.unsigned.prf) },
    }),
  }
}

/** The salt of each input: SHA-256 of "WebAuthn PRF", a zero byte and the input, 32 bytes. */
export function salts({ first, second }: PrfValuesJson): Outputs {
  return [first, ...(second === undefined ? [] : [second])].map((input) => {
    const hash = createHash('sha256').update('WebAuthn PRF\0').update(decodeBase64Url(input))
    return new Uint8Array(hash.digest())
  })
}

/**
 * Whether the authenticator can compute results. Without user verification it would use another function (§10.1.4). So prf is
 * enabled for its passkeys, but no ceremony returns results.
 */
function canEvaluate({ extensions, userVerification }: AuthenticatorDescription): boolean {
  return extensions.includes('prf') && userVerification !== 'unavailable'
}

/** A roaming authenticator implements prf as `hmac-secret`, over an encrypted channel. */
function isRemote({ attachment }: AuthenticatorDescription): boolean {
  return attachment === 'cross-platform'
}

/** @throws {WebAuthnError} `NotSupportedError` or `SyntaxError`. */
function checkCredentialIds(
  { evalByCredential }: NonNullable<ExtensionInputsJson['prf']>,
  { allowCredentials, conditional }: RequestInputs,
): void {
  if (evalByCredential === undefined) return
  const ids = Object.keys(evalByCredential)
  if (ids.length > 0 && allowCredentials.length === 0)
    throw new WebAuthnError(
      'NotSupportedError',
      conditional
        ? 'prf: evalByCredential does not work in a conditional request, which asks for any credential'
        : 'prf: evalByCredential needs allowCredentials',
    )
  const allowed = new Set(allowCredentials.map(canonical))
  for (const id of ids)
    if (id === '' || !isBase64Url(id) || !allowed.has(canonical(id)))
      throw new WebAuthnError('SyntaxError', 'prf: evalByCredential names no allowed credential')
}

/** Makes ids comparable by their bytes instead of their text. */
function canonical(id: string): string {
  return encodeBase64Url(decodeBase64Url(id))
}

/** The entry for a passkey takes precedence over the entry for any passkey. */
function byCredential(input: NonNullable<ExtensionInputsJson['prf']>): SaltsFor {
  const entries = Object.entries(input.evalByCredential ?? {})
  const named = new Map(entries.map(([id, values]) => [canonical(id), values]))
  return (credentialId) => {
    const values = named.get(encodeBase64Url(credentialId)) ?? input.eval
    return values && salts(values)
  }
}

function locally(prf: SaltsFor): RequestPlan {
  return {
    forAuthenticator: { prf },
    verify: true,
    result: ({ extensions }) => ({ prf: results(extensions.unsigned.prf) }),
  }
}

function remotely(saltsFor: SaltsFor, random: Randomness): RequestPlan {
  const { hmacSecret, outputs } = encryptedSalts(saltsFor, random)
  return {
    forAuthenticator: { hmacSecret },
    verify: true,
    result: ({ extensions }) => ({ prf: results(outputs(extensions.signed)) }),
  }
}

function results(outputs: Outputs | undefined) {
  const [first, second] = (outputs ?? []).map(encodeBase64Url)
  if (first === undefined) return {}
  return { results: { first, ...(second !== undefined && { second }) } }
}
