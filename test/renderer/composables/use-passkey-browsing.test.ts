// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { shallowRef, type Ref } from 'vue'
import { usePasskeyBrowsing } from '../../../src/renderer/composables/use-passkey-browsing'
import type { PasskeySummary } from '../../../src/shared/passkey'
import { USUAL_PASSKEY_LIST, type PasskeyListSettings } from '../../../src/shared/passkey-list'
import { passkeySummary } from '../../support/window-data'

function browsing(passkeys: Readonly<Ref<readonly PasskeySummary[]>>) {
  const settings = shallowRef<PasskeyListSettings>(USUAL_PASSKEY_LIST)
  const change = (changed: Partial<PasskeyListSettings>): void => {
    settings.value = { ...settings.value, ...changed }
  }
  return { ...usePasskeyBrowsing(passkeys, { settings, change }), settings, change }
}

it('lists what the search finds', () => {
  const passkeys = shallowRef([
    passkeySummary(),
    passkeySummary({ id: 'g', userDisplayName: 'Grace' }),
  ])
  const { search, ids } = browsing(passkeys)

  search.value = 'grace'

  expect(ids.value).toEqual(['g'])
})

it('has the selected passkey with its newest names, also when the search leaves it out', () => {
  const passkeys = shallowRef([passkeySummary()])
  const { search, selectedId, selected } = browsing(passkeys)
  selectedId.value = 'AQID'
  search.value = 'nothing'

  passkeys.value = [passkeySummary({ userDisplayName: 'Ada King' })]

  expect(selected.value?.userDisplayName).toBe('Ada King')
})

it('has nothing selected once the selected passkey is gone', () => {
  const passkeys = shallowRef([passkeySummary()])
  const { selectedId, selected } = browsing(passkeys)
  selectedId.value = 'AQID'

  passkeys.value = []

  expect(selected.value).toBeUndefined()
})
