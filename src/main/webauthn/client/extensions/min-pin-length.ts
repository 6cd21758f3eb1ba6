import type { ClientExtension } from './extension'

/** minPinLength (CTAP 2.1 §12.4). Its answer stands in the authenticator data alone. */
export const minPinLength: ClientExtension = {
  create: ({ inputs }) =>
    inputs.minPinLength === true ? () => ({ forAuthenticator: { minPinLength: true } }) : undefined,
}
