import { expect, it } from 'vitest'
import { connectionText, expiryText } from '../../../src/renderer/support/page-terms'
import { NOON, pairedPage } from '../../support/window-data'

it('says that a session’s permission ends with it', () => {
  expect(expiryText(pairedPage({ expiresAt: null }), NOON)).toBe('Until Latchkey quits')
})

it('says until when a permission lasts, and when it ended', () => {
  const page = pairedPage({ expiresAt: NOON })

  expect(expiryText(page, NOON - 1)).toMatch(/^Until 14 Mar 2026/)
  expect(expiryText(page, NOON + 120_000)).toBe('Ended 2 minutes ago')
})

it.each([
  [0, 'Not connected now'],
  [1, 'Connected now'],
  [3, 'Connected now in 3 tabs'],
])('says that %i documents are connected', (connected, said) => {
  expect(connectionText(pairedPage({ connected }))).toBe(said)
})
