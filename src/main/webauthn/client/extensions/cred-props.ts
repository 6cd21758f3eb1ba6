import type { ClientExtension } from './extension'

/** credProps (WebAuthn §10.1.3): says whether the new passkey is discoverable. */
export const credProps: ClientExtension = {
  create: ({ inputs }) =>
    inputs.credProps === true
      ? () => ({ result: ({ passkey }) => ({ credProps: { rk: passkey.discoverable } }) })
      : undefined,
}
