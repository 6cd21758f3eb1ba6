import type { ClientExtension } from './extension'

/** minPinLength (CTAP 2.1 §12.4). Only the authenticator data has its output. */
export const minPinLength: ClientExtension = {
  create: ({ inputs }) =>
    inputs.minPinLength === true ? () => ({ forAuthenticator: { minPinLength: true } }) : undefined,
}
