import type { ClientExtension } from './extension'

/** credProps (WebAuthn §10.1.3): whether the new passkey is discoverable, or what the provider states instead. */
export const credProps: ClientExtension = {
  create: ({ inputs }) =>
    inputs.credProps === true
      ? ({ authenticator: { behaviour } }) => ({
          ...(behaviour.clientInputsInAuthenticatorData && {
            forAuthenticator: { credProps: true },
          }),
          result: ({ passkey }) => ({
            credProps: { rk: behaviour.credPropsRk === 'always-true' || passkey.discoverable },
          }),
        })
      : undefined,
}
