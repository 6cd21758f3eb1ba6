/** `expect(relyingParty).toPassAudit()`, for Playwright's `expect`. */
import type { TestInfo } from '@playwright/test'
import { audit, type AuditOptions } from './audit.js'
import type { RelyingParty } from './relying-party.js'
import { htmlReport } from './report/html.js'
import { textReport } from './report/text.js'
import { findingsAtLeast, requireThreshold, type Threshold } from './threshold.js'

export interface AuditMatcherOptions extends AuditOptions {
  /** The minimum severity of findings that fail; `low` by default. */
  readonly failOn?: Threshold
}

export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/**
 * Audits a relying party, and attaches the report to the running test as `latchkey-audit.html`.
 *
 * @param test the test that runs.
 * @throws {AuditError} for a severity that does not exist, before the audit.
 */
export async function toPassAudit(
  relyingParty: RelyingParty,
  { failOn = 'low', ...options }: AuditMatcherOptions,
  test: Pick<TestInfo, 'attach'>,
): Promise<MatcherResult> {
  requireThreshold(failOn)
  const card = await audit({ ...relyingParty, ...options })
  await test.attach('latchkey-audit.html', { body: htmlReport(card), contentType: 'text/html' })
  return {
    pass: findingsAtLeast(failOn, card).length === 0,
    message: () => textReport(card),
  }
}
