import { expect, it } from 'vitest'
import { touchedPasskeys } from '../../../src/renderer/support/describe-passkeys'
import { renameEntry } from '../../support/window-data'

const names = { userName: 'ada', userDisplayName: 'Ada' }
const left = { passkeyId: 'l', names, because: 'hidden already' }

it('tells what changed before what was left', () => {
  const touched = touchedPasskeys(renameEntry({ left: [left] }))

  expect(touched).toMatchObject([
    { id: 'AQID', name: 'Ada King', renamed: [{ before: 'Ada Lovelace', after: 'Ada King' }] },
    { id: 'l', name: 'Ada', verb: 'left as it was', because: 'hidden already' },
  ])
})

it.each([
  ['hidden', 'hidden'],
  ['shown', 'shown again'],
  ['deleted', 'moved to the trash'],
  ['restored', 'brought back from the trash'],
] as const)('says that a passkey was %s', (what, verb) => {
  const changes = [{ what, passkeyId: 'a', names }]

  expect(touchedPasskeys(renameEntry({ changes }))[0]?.verb).toBe(verb)
})

it('says that names which are the same follow the site again', () => {
  const changes = [{ what: 'renamed' as const, passkeyId: 'a', before: names, after: names }]

  expect(touchedPasskeys(renameEntry({ changes }))[0]).toMatchObject({
    verb: 'follows the site again, which calls it the same',
    renamed: [],
  })
})

it('does not repeat the reason of the whole entry', () => {
  const entry = renameEntry({ changes: [], left: [left], reason: 'hidden already' })

  expect(touchedPasskeys(entry)[0]?.because).toBe('')
})
