import { expect, it } from 'vitest'
import { burstNotice } from '../../../src/renderer/support/burst-notice'
import { passkeySummary, renameEntry } from '../../support/window-data'

const used = (what: 'hidden' | 'shown' | 'deleted', ...ids: string[]) =>
  renameEntry({ changes: ids.map((passkeyId) => ({ what, passkeyId, names: passkeySummary() })) })

it('is the notice of the signal if there is one', () => {
  expect(burstNotice([renameEntry()])).toMatchObject({ text: 'changed the name', label: 'Undo' })
})

it('counts names and passkeys, and what the undo undoes', () => {
  const notice = burstNotice([renameEntry(), used('hidden', 'a', 'b'), used('deleted', 'c')])

  expect(notice).toMatchObject({
    origin: 'https://example.org',
    text: 'changed the name, hid 2 passkeys, and moved 1 passkey to the trash in 3 signals',
    label: 'Undo all 4',
    sets: ['AQID display name', 'a use', 'b use', 'c use'],
  })
  expect(notice.names).toBeUndefined()
})

it('shows both names of one passkey', () => {
  const { before, after } = {
    before: { userName: 'ada', userDisplayName: 'Ada' },
    after: { userName: 'king', userDisplayName: 'Ada King' },
  }
  const change = { what: 'renamed', passkeyId: 'AQID' } as const
  const mid = { ...after, userName: 'ada' }
  const notice = burstNotice([
    renameEntry({ changes: [{ ...change, before, after: mid }] }),
    renameEntry({ changes: [{ ...change, before: mid, after }] }),
  ])

  expect(notice).toMatchObject({ text: 'changed 2 names in 2 signals', label: 'Undo both' })
  expect(notice.names?.map(({ after: now }) => now)).toEqual(['Ada King', 'king'])
})
