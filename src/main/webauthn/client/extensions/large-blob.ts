import { decodeBase64Url, encodeBase64Url } from '../../../../shared/base64url'
import { WebAuthnError } from '../../errors'
import type { ClientExtension } from './extension'

/** largeBlob (WebAuthn §10.1.5). An unknown wish for support counts as `preferred`. */
export const largeBlob: ClientExtension = {
  create: ({ inputs: { largeBlob: input }, authenticator, discoverable }) => {
    if (!input) return undefined
    if (input.read !== undefined || input.write !== undefined)
      throw unsupported('read and write are for get()')
    const isPossible = authenticator.extensions.includes('largeBlob') && discoverable
    if (input.support === 'required' && !isPossible)
      return { unfit: 'the page requires a large blob; this authenticator keeps none here' }
    return {
      forAuthenticator: { largeBlob: true },
      needsResidentKey: input.support === 'required',
      result: ({ passkey }) => ({
        largeBlob: { supported: passkey.extensions.largeBlobBytes !== null },
      }),
    }
  },

  get: ({ inputs: { largeBlob: input }, allowCredentials }) => {
    if (!input) return undefined
    const { read, support, write } = input
    if (support !== undefined) throw unsupported('support is for create()')
    if (write === undefined) return read === true ? reading : undefined
    if (read === true) throw unsupported('read and write exclude each other')
    if (allowCredentials.length !== 1) throw unsupported('write needs one allowed credential')
    return {
      forAuthenticator: { largeBlob: { write: decodeBase64Url(write) } },
      result: ({ extensions: { unsigned } }) => ({
        largeBlob: { written: unsigned.largeBlobWritten ?? false },
      }),
    }
  },
}

const reading: ReturnType<NonNullable<ClientExtension['get']>> = {
  forAuthenticator: { largeBlob: 'read' },
  result: ({ extensions: { unsigned } }) => ({
    largeBlob: unsigned.largeBlob ? { blob: encodeBase64Url(unsigned.largeBlob) } : {},
  }),
}

function unsupported(why: string): WebAuthnError {
  return new WebAuthnError('NotSupportedError', `largeBlob: ${why}`)
}
