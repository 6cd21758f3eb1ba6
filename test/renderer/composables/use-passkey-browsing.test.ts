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

it('looks into a site that is folded away, folds in a search, and keeps what was folded before', () => {
  const passkeys = shallowRef([
    passkeySummary({ id: 'a1', rpId: 'a.test' }),
    passkeySummary({ id: 'b1', rpId: 'b.test' }),
  ])
  const { search, ids, count, toggleSite, change } = browsing(passkeys)
  toggleSite('a.test')
  expect(ids.value).toEqual(['b1'])

  search.value = '.test'
  expect(ids.value).toEqual(['a1', 'b1'])
  toggleSite('b.test')
  expect([ids.value, count.value]).toEqual([['a1'], 2])

  search.value = 'test'
  expect(ids.value).toEqual(['a1', 'b1'])
  toggleSite('b.test')
  change({ filters: ['never-used'] })
  change({ filters: [] })
  expect(ids.value).toEqual(['a1', 'b1'])

  search.value = ''
  expect(ids.value).toEqual(['b1'])
})

it('leaves search and filters alone for a passkey that is gone', () => {
  const { search, bringIn } = browsing(shallowRef([passkeySummary()]))
  search.value = 'nobody'

  bringIn('gone')
  expect(search.value).toBe('nobody')

  bringIn('AQID')
  expect(search.value).toBe('')
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
