import { decodeBase64Url, encodeBase64Url } from '../../../../shared/base64url'
import { WebAuthnError } from '../../errors'
import type { ClientExtension, CreationPlan, RequestPlan } from './extension'

/** largeBlob (WebAuthn §10.1.5). An unknown `support` counts as `preferred`. */
export const largeBlob: ClientExtension = {
  create: ({ inputs: { largeBlob: input } }) => {
    if (!input) return undefined
    if (input.read !== undefined || input.write !== undefined)
      throw unsupported('read and write work only in get()')
    const isRequired = input.support === 'required'
    return ({ authenticator, discoverable }) => {
      const isPossible = authenticator.extensions.includes('largeBlob') && discoverable
      return isRequired && !isPossible ? UNFIT : making(isRequired)
    }
  },

  get: ({ inputs: { largeBlob: input }, allowCredentials, conditional }) => {
    if (!input) return undefined
    const { read, support, write } = input
    if (support !== undefined) throw unsupported('support works only in create()')
    if (write === undefined) return read === true ? () => READING : undefined
    if (read !== undefined) throw unsupported('read and write exclude each other, also as false')
    if (conditional)
      throw unsupported(
        'write does not work in a conditional request, which asks for any credential',
      )
    if (allowCredentials.length !== 1)
      throw unsupported('write needs exactly one allowed credential')
    const plan = writing(decodeBase64Url(write))
    return () => plan
  },
}

const UNFIT: CreationPlan = {
  unfit:
    'the page requires a large blob; this authenticator cannot keep a large blob for this passkey',
}

function making(needsResidentKey: boolean): CreationPlan {
  return {
    forAuthenticator: { largeBlob: true },
    needsResidentKey,
    result: ({ passkey }) => ({
      largeBlob: { supported: passkey.extensions.largeBlobBytes !== null },
    }),
  }
}

function writing(blob: Uint8Array): RequestPlan {
  return {
    forAuthenticator: { largeBlob: { write: blob } },
    result: ({ extensions: { unsigned } }) => ({
      largeBlob: { written: unsigned.largeBlobWritten ?? false },
    }),
  }
}

const READING: RequestPlan = {
  forAuthenticator: { largeBlob: 'read' },
  result: ({ extensions: { unsigned } }) => ({
    largeBlob: unsigned.largeBlob ? { blob: encodeBase64Url(unsigned.largeBlob) } : {},
  }),
}

function unsupported(why: string): WebAuthnError {
  return new WebAuthnError('NotSupportedError', `largeBlob: ${why}`)
}
