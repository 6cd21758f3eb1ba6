import type { CDPSession, Page } from 'playwright-core'

/** Chromium's own virtual authenticator, which answers `page` if Latchkey does not. */
export interface VirtualAuthenticator {
  credentials(): Promise<VirtualCredential[]>
  /** Whether the user answers at once (the default) or later. */
  answer(atOnce: boolean): Promise<void>
}

export interface VirtualCredential {
  readonly credentialId: string
  readonly isResidentCredential: boolean
  /** Standard base64, with padding, as all byte strings here. */
  readonly userHandle?: string
  readonly userName?: string
  readonly userDisplayName?: string
}

/** Extensions that it has, by the names of the DevTools protocol. */
export type VirtualExtensions = Partial<
  Record<'hasCredBlob' | 'hasLargeBlob' | 'hasMinPinLength' | 'hasPrf', true>
>

/** A platform authenticator, in the words of the DevTools protocol. */
export const VIRTUAL_PLATFORM = {
  protocol: 'ctap2',
  ctap2Version: 'ctap2_1',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const

export async function addVirtualAuthenticator(
  page: Page,
  extensions: VirtualExtensions = {},
): Promise<VirtualAuthenticator> {
  const devTools: CDPSession = await page.context().newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...VIRTUAL_PLATFORM, ...extensions },
  })
  return {
    answer: async (enabled) => {
      await devTools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    credentials: async () =>
      (await devTools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  }
}
