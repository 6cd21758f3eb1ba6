import { expect, it } from 'vitest'
import { changeVerb, nameChanges } from '../../../src/renderer/support/describe-change'

const ada = { userName: 'ada', userDisplayName: 'Ada Lovelace' }

it('lists only the names that differ', () => {
  expect(nameChanges(ada, { ...ada, userName: 'countess' })).toEqual([
    { field: 'user name', before: 'ada', after: 'countess' },
  ])
})

it('lists the display name first', () => {
  const changes = nameChanges(ada, { userName: 'countess', userDisplayName: 'Ada King' })

  expect(changes.map(({ field }) => field)).toEqual(['display name', 'user name'])
})

it.each([
  [{ ...ada, userDisplayName: 'Ada King' }, 'changed the name'],
  [{ ...ada, userName: 'countess' }, 'changed the user name'],
  [{ userName: 'countess', userDisplayName: 'Ada King' }, 'changed the names'],
])('says which name changed: %o', (after, said) => {
  expect(changeVerb({ what: 'renamed', passkeyId: 'AQID', before: ada, after })).toBe(said)
})

it.each([
  ['hidden', 'hid this passkey'],
  ['shown', 'showed this passkey again'],
  ['deleted', 'moved this passkey to the trash'],
  ['restored', 'restored this passkey from the trash'],
] as const)('says that a passkey was %s', (what, said) => {
  expect(changeVerb({ what, passkeyId: 'AQID', names: ada })).toBe(said)
})

it('says that the site took over a name which the user gave', () => {
  expect(changeVerb({ what: 'renamed', passkeyId: 'AQID', before: ada, after: ada })).toContain(
    'uses the same name as you',
  )
})
