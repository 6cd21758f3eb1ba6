/** prf (WebAuthn §10.1.4): hashes the page's inputs into salts, and hands back what the passkey makes of them. */
import { createHash } from 'node:crypto'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../../../shared/base64url'
import type { ExtensionInputsJson, PrfValuesJson } from '../../../../shared/extensions-json'
import type { AuthenticatorDescription } from '../../authenticator/description'
import type { SaltsFor } from '../../authenticator/extensions/extension'
import { WebAuthnError } from '../../errors'
import type { ClientExtension, Request } from './extension'
import { encryptedSalts } from './hmac-secret'

type Outputs = readonly Uint8Array[]

export const prf: ClientExtension = {
  create: ({ inputs: { prf: input }, authenticator }) => {
    if (!input) return undefined
    if (input.evalByCredential !== undefined)
      throw new WebAuthnError('NotSupportedError', 'prf: evalByCredential is for get()')
    if (!hasPrf(authenticator)) return { result: () => ({ prf: { enabled: false } }) }
    if (isRemote(authenticator))
      return {
        forAuthenticator: { hmacSecret: true },
        result: ({ passkey }) => ({ prf: { enabled: passkey.extensions.prf } }),
      }
    return {
      forAuthenticator: { prf: input.eval ? salts(input.eval) : [] },
      verify: input.eval !== undefined,
      result: ({ passkey, extensions }) => ({
        prf: { enabled: passkey.extensions.prf, ...results(extensions.unsigned.prf) },
      }),
    }
  },

  get: (request) => {
    const input = request.inputs.prf
    if (!input) return undefined
    checkCredentialIds(input, request.allowCredentials)
    const evaluates =
      input.eval !== undefined || Object.keys(input.evalByCredential ?? {}).length > 0
    if (!hasPrf(request.authenticator) || !evaluates) return { result: () => ({ prf: {} }) }
    const saltsFor = byCredential(input)
    return isRemote(request.authenticator) ? remotely(saltsFor, request) : locally(saltsFor)
  },
}

/** The salt of each input: SHA-256 of "WebAuthn PRF", a zero byte and the input, 32 bytes. */
export function salts({ first, second }: PrfValuesJson): Outputs {
  return [first, ...(second === undefined ? [] : [second])].map((input) => {
    const hash = createHash('sha256').update('WebAuthn PRF\0').update(decodeBase64Url(input))
    return new Uint8Array(hash.digest())
  })
}

/** Without verification the function would be another one (§10.1.4), so there is none. */
function hasPrf({ extensions, userVerification }: AuthenticatorDescription): boolean {
  return extensions.includes('prf') && userVerification !== 'unavailable'
}

/** A roaming authenticator has the functions as `hmac-secret`, over a channel of its own. */
function isRemote({ attachment }: AuthenticatorDescription): boolean {
  return attachment === 'cross-platform'
}

/** @throws {WebAuthnError} `NotSupportedError` or `SyntaxError`. */
function checkCredentialIds(
  { evalByCredential }: NonNullable<ExtensionInputsJson['prf']>,
  allowCredentials: Request['allowCredentials'],
): void {
  if (evalByCredential === undefined) return
  const ids = Object.keys(evalByCredential)
  if (ids.length > 0 && allowCredentials.length === 0)
    throw new WebAuthnError('NotSupportedError', 'prf: evalByCredential needs allowCredentials')
  const allowed = new Set(allowCredentials.map(canonical))
  for (const id of ids)
    if (id === '' || !isBase64Url(id) || !allowed.has(canonical(id)))
      throw new WebAuthnError('SyntaxError', 'prf: evalByCredential names no allowed credential')
}

/** What an id stands for is compared, not how it is written. */
function canonical(id: string): string {
  return encodeBase64Url(decodeBase64Url(id))
}

/** The entry for the passkey itself goes before the one for any. */
function byCredential(input: NonNullable<ExtensionInputsJson['prf']>): SaltsFor {
  const entries = Object.entries(input.evalByCredential ?? {})
  const named = new Map(entries.map(([id, values]) => [canonical(id), values]))
  return (credentialId) => {
    const values = named.get(encodeBase64Url(credentialId)) ?? input.eval
    return values && salts(values)
  }
}

function locally(prf: SaltsFor): ReturnType<NonNullable<ClientExtension['get']>> {
  return {
    forAuthenticator: { prf },
    verify: true,
    result: ({ extensions }) => ({ prf: results(extensions.unsigned.prf) }),
  }
}

function remotely(
  saltsFor: SaltsFor,
  { random }: Request,
): ReturnType<NonNullable<ClientExtension['get']>> {
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
