/** Runs in a page: Better Auth's client with its plugin for passkeys. */
import { passkeyClient } from '@better-auth/passkey/client'
import { createAuthClient } from 'better-auth/client'

const client = createAuthClient({ plugins: [passkeyClient()] })

/** The result of a call: the user who is signed in afterwards, or the error's code. */
async function outcome(call: Promise<{ readonly error?: unknown } | null>): Promise<string> {
  const { error } = (await call) ?? {}
  if (error) return (error as { code?: string }).code ?? 'an error without a code'
  const { data } = await client.getSession()
  return data ? data.user.email : 'no one'
}

const betterAuth = {
  signUp: () =>
    outcome(
      client.signUp.email({
        email: 'ada@example.org',
        name: 'Ada',
        password: 'correct horse battery',
      }),
    ),
  signOut: () => outcome(client.signOut()),
  addPasskey: () => outcome(client.passkey.addPasskey({ name: 'a laptop' })),
  signIn: () => outcome(client.signIn.passkey()),
  /** Offers passkeys in a field. */
  autofill: () => {
    document.body.append(
      Object.assign(document.createElement('input'), { autocomplete: 'username webauthn' }),
    )
    return outcome(client.signIn.passkey({ autoFill: true }))
  },
}

declare global {
  interface Window {
    betterAuth: typeof betterAuth
  }
}

window.betterAuth = betterAuth
