import { expect, it } from 'vitest'
import { profileChoices } from '../../../src/renderer/support/passkey-filters'
import { passkeySummary } from '../../support/window-data'

const made = passkeySummary({ profile: { id: 'gpm', title: 'Google Password Manager' } })

it('keeps the provider that is chosen, also once it has no passkey left', () => {
  expect(profileChoices([made], 'bitwarden')).toEqual([
    { key: 'bitwarden', title: 'bitwarden', count: 0 },
    { key: 'gpm', title: 'Google Password Manager', count: 1 },
  ])
  expect(profileChoices([], '')).toEqual([{ key: '', title: 'No provider', count: 0 }])
})

it('names the provider that is chosen as its passkeys do', () => {
  expect(profileChoices([made], 'gpm')).toEqual([
    { key: 'gpm', title: 'Google Password Manager', count: 1 },
  ])
})
