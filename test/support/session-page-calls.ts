/** Calls of a session's page in one task, for tests of the effect of one call on the next. */
import type { Page } from 'playwright-core'

/** Alternately hides and shows a passkey by a signal that is not awaited, with a sign-in in the same task. */
export const signInRightAfterSignals = (page: Page, passkeyId: string, rounds: number) =>
  page.evaluate(
    async ([credentialId, count]) => {
      const publicKey = { challenge: new Uint8Array(32) }
      const user = { rpId: 'localhost', userId: btoa('ada') }
      const outcomes: string[] = []
      for (let round = 0; round < count; round++) {
        if (round % 2 === 0)
          void PublicKeyCredential.signalUnknownCredential({ rpId: 'localhost', credentialId })
        else
          void PublicKeyCredential.signalAllAcceptedCredentials({
            ...user,
            allAcceptedCredentialIds: [credentialId],
          })
        const signedIn = navigator.credentials.get({ publicKey })
        outcomes.push(
          await signedIn.then(
            () => 'signed in',
            (error: unknown) => (error as DOMException).name,
          ),
        )
      }
      return outcomes
    },
    [passkeyId, rounds] as const,
  )

/** The feature detection of a page before it offers passkeys. */
export const featureDetection = (page: Page) =>
  page.evaluate(async () => [
    await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable(),
    await PublicKeyCredential.isConditionalMediationAvailable(),
    (await PublicKeyCredential.getClientCapabilities()).conditionalGet,
  ])
