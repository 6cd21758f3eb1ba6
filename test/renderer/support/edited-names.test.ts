import { expect, it } from 'vitest'
import { editedNames, editedTitle, isEdited } from '../../../src/renderer/support/edited-names'

const follows = { edited: { userName: null, userDisplayName: null } }
const both = { edited: { userName: '', userDisplayName: 'A.\u202e' } }

it('tells the names that the user edited, the display name first', () => {
  expect(editedNames(both)).toEqual([
    { field: 'display name', site: 'A.\u202e' },
    { field: 'user name', site: '' },
  ])
  expect([editedNames(follows), isEdited(follows), isEdited(both)]).toEqual([[], false, true])
})

it('says of each what the site calls it', () => {
  expect(editedTitle(both)).toBe(
    'You edited the display name. The site’s display name is “A.[U+202E]”.\n' +
      'You edited the user name. The site’s user name is empty.',
  )
})
