/** Runs in a page: the libraries by which most pages use passkeys. */
import { create, get } from '@github/webauthn-json'
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { createElement, StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'

const REQUEST = { challenge: 'AQID' }
const CREATION = {
  rp: { name: 'Example' },
  user: { id: 'AQ', name: 'ada', displayName: 'Ada' },
  challenge: 'AQID',
  pubKeyCredParams: [{ type: 'public-key' as const, alg: -7 }],
}

/** Calls twice in one task, like two presses of a button. Resolves with both outcomes. */
function twice(call: () => Promise<{ readonly id: string }>): Promise<string[]> {
  const outcome = () =>
    call().then(
      ({ id }) => id,
      (error: unknown) => (error as Error).name,
    )
  return Promise.all([outcome(), outcome()])
}

/** Offers passkeys while it is mounted. React's strict mode mounts it twice. */
function SignIn() {
  useEffect(() => {
    startAuthentication({ optionsJSON: REQUEST, useBrowserAutofill: true }).then(
      ({ id }) => {
        document.title = id
      },
      (error: unknown) => {
        document.body.title = (error as Error).name
      },
    )
  }, [])
  return createElement('input', { autoComplete: 'username webauthn' })
}

const libraries = {
  'SimpleWebAuthn: two sign-ins': () => twice(() => startAuthentication({ optionsJSON: REQUEST })),
  'SimpleWebAuthn: two registrations': () =>
    twice(() => startRegistration({ optionsJSON: CREATION })),
  'SimpleWebAuthn: a sign-in during autofill': async () => {
    document.body.append(
      Object.assign(document.createElement('input'), { autocomplete: 'webauthn' }),
    )
    const offered = startAuthentication({ optionsJSON: REQUEST, useBrowserAutofill: true })
    const ended = offered.then(
      ({ id }) => id,
      (error: unknown) => (error as Error).name,
    )
    // Autofill detects the browser's features before it calls.
    await PublicKeyCredential.isConditionalMediationAvailable()
    await new Promise((resolve) => setTimeout(resolve))
    const { id } = await startAuthentication({ optionsJSON: REQUEST })
    return [await ended, id]
  },
  'webauthn-json': async () => {
    const made = await create({ publicKey: CREATION })
    const used = await get({ publicKey: REQUEST })
    return [made.id, used.id, made.response.transports.join()]
  },
  "React's strict mode": async () => {
    createRoot(document.body).render(createElement(StrictMode, null, createElement(SignIn)))
    return []
  },
}

export type Library = keyof typeof libraries

declare global {
  interface Window {
    libraries: typeof libraries
  }
}

window.libraries = libraries
