/** `latchkey/audit` and the matcher, where a relying party has a finding: SimpleWebAuthn does not compare BE. */
import { audit, textReport } from 'latchkey/audit'
import { test, expect } from 'latchkey/playwright'
import * as demo from '../audit/demo.audit.js'

const chosen = { faults: ['be-changed'], profiles: 'none' }

test('gives the card of an audit', async ({ browser, latchkey }) => {
  const card = await audit({ ...demo, ...chosen, browser, latchkey })

  expect(card.rows.filter(({ finding }) => finding).map(({ key }) => key)).toEqual([
    'fault/be-changed/get',
  ])
  expect(textReport(card)).toContain('1 finding (1 medium).')
})

test('fails by an audit', async ({ browser, latchkey }) => {
  const failing = expect(demo).toPassAudit({ ...chosen, browser, latchkey })

  await expect(failing).rejects.toThrow('be-changed (sign-in)')
})
