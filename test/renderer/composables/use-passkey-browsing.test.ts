// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { usePasskeyBrowsing } from '../../../src/renderer/composables/use-passkey-browsing'
import { passkeySummary } from '../../support/window-data'

it('lists what the search finds', () => {
  const passkeys = shallowRef([
    passkeySummary(),
    passkeySummary({ id: 'g', userDisplayName: 'Grace' }),
  ])
  const { search, ids } = usePasskeyBrowsing(passkeys)

  search.value = 'grace'

  expect(ids.value).toEqual(['g'])
})

it('has the selected passkey with its newest names, also when the search leaves it out', () => {
  const passkeys = shallowRef([passkeySummary()])
  const { search, selectedId, selected } = usePasskeyBrowsing(passkeys)
  selectedId.value = 'AQID'
  search.value = 'nothing'

  passkeys.value = [passkeySummary({ userDisplayName: 'Ada King' })]

  expect(selected.value?.userDisplayName).toBe('Ada King')
})

it('has nothing selected once the selected passkey is gone', () => {
  const passkeys = shallowRef([passkeySummary()])
  const { selectedId, selected } = usePasskeyBrowsing(passkeys)
  selectedId.value = 'AQID'

  passkeys.value = []

  expect(selected.value).toBeUndefined()
})
