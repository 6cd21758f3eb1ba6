import { expect, it } from 'vitest'
import { touchedPasskeys } from '../../../src/renderer/support/describe-passkeys'
import { renameEntry } from '../../support/window-data'

const names = { userName: 'ada', userDisplayName: 'Ada' }
const left = { passkeyId: 'l', names, because: 'already hidden' }

it('tells what changed before what was left', () => {
  const touched = touchedPasskeys(renameEntry({ left: [left] }))

  expect(touched).toMatchObject([
    { id: 'AQID', name: 'Ada King', renamed: [{ before: 'Ada Lovelace', after: 'Ada King' }] },
    { id: 'l', name: 'Ada', verb: 'not changed', because: 'already hidden' },
  ])
})

it.each([
  ['hidden', 'hidden'],
  ['shown', 'shown again'],
  ['deleted', 'moved to the trash'],
  ['restored', 'restored from the trash'],
] as const)('says that a passkey was %s', (what, verb) => {
  const changes = [{ what, passkeyId: 'a', names }]

  expect(touchedPasskeys(renameEntry({ changes }))[0]?.verb).toBe(verb)
})

it('says that names which are the same follow the site again', () => {
  const changes = [{ what: 'renamed' as const, passkeyId: 'a', before: names, after: names }]

  expect(touchedPasskeys(renameEntry({ changes }))[0]).toMatchObject({
    verb: 'follows the site again, which uses the same name',
    renamed: [],
  })
})

it('does not repeat the reason of the whole entry', () => {
  const entry = renameEntry({ changes: [], left: [left], reason: 'already hidden' })

  expect(touchedPasskeys(entry)[0]?.because).toBe('')
})
