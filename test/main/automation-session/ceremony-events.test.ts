import { expect, it } from 'vitest'
import { ceremonyEvents } from '../../../src/main/automation-session/ceremony-events'
import { PageLint } from '../../../src/main/page-lint/page-lint'
import { AfterAnswers } from '../../../src/main/platform/after-answers'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { passkey } from '../../support/passkeys'

const fail = (error: unknown) => {
  throw error
}

it('tells what a signal does wrong, by the passkeys from before it', () => {
  const kept = passkey({ lastUsedAt: 1000 })
  const passkeys: Passkey[] = [kept]
  const lint = new PageLint({ find: () => undefined, listByRp: () => passkeys }, () => 2000, fail)
  const judging = new AfterAnswers(fail)
  const told: unknown[] = []
  const observer = ceremonyEvents((event) => void told.push(event), lint, judging)
  const userId = encodeBase64Url(kept.userHandle)

  observer.signalled({
    id: 's1',
    kind: 'allAcceptedCredentials',
    origin: 'https://example.org',
    options: { rpId: kept.rpId, userId, allAcceptedCredentialIds: [] },
  })
  passkeys.pop()
  judging.finish()

  expect(told).toContainEqual(expect.objectContaining({ rule: 'signal-hides-recent' }))
})
