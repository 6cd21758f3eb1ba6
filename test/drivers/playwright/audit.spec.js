// #region recipe
import { test, expect } from 'latchkey/playwright'
import * as demo from '../audit/demo.audit.js'

test('passes an audit', async ({ browser, latchkey }) => {
  test.setTimeout(300_000)
  // Without these two lists, the audit tries everything.
  const chosen = { faults: ['challenge-wrong', 'signature-flipped'], profiles: ['icloud-iphone'] }
  await expect(demo).toPassAudit({ ...chosen, browser, latchkey, failOn: 'high' })
})
// #endregion
