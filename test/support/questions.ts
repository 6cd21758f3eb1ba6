/** Questions to the user, as a page's request would make them. */
import type { PairingPrompt } from '../../src/main/bridge/ports'
import type { ConsentQuestion } from '../../src/shared/consent'

export function consentQuestion(fields: Partial<ConsentQuestion> = {}): ConsentQuestion {
  return {
    kind: 'sign-in',
    origin: 'https://example.org',
    topOrigin: null,
    rpId: 'example.org',
    rpName: '',
    userName: '',
    userDisplayName: '',
    verify: false,
    hints: [],
    accounts: [],
    ...fields,
  }
}

type PairingQuestion = Parameters<PairingPrompt['ask']>[0]

export function pairingQuestion(fields: Partial<PairingQuestion> = {}): PairingQuestion {
  return {
    origin: 'https://example.org',
    displayHost: 'example.org',
    topOrigin: null,
    name: 'Example',
    code: '123456',
    timeoutMs: 60_000,
    ...fields,
  }
}
