// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import OfferForPasskey from '../../../src/renderer/inspector/OfferForPasskey.vue'
import { activityEntry, NOON } from '../../support/window-data'
import { find, installFakeMain, settle, text, unmountAfterwards } from '../../support/window-parts'

function show(entries: readonly ReturnType<typeof activityEntry>[]) {
  const passkey = { id: 'AQID', rpId: 'example.org' }
  const props = { passkey, entries, now: NOON }
  unmountAfterwards(mount(OfferForPasskey, { attachTo: document.body, props }))
}

it('says whether a passkey was offered in the sign-in that is chosen', async () => {
  const judgedOffer = {
    passkeyRpId: 'example.org',
    rpId: 'example.org',
    authenticator: 'Latchkey',
    outcomes: [{ condition: 'rp-id' as const, holds: true }],
  }
  const fake = installFakeMain({ judgedOffer })
  show([
    activityEntry({ id: 'other', rpId: 'other.example' }),
    activityEntry({ id: 'made', kind: 'create' }),
    activityEntry({ id: 'own' }),
  ])
  const select = find('select') as HTMLSelectElement
  expect(Array.from(select.options, ({ value }) => value)).toEqual(['', 'own', 'other'])

  select.selectedIndex = 1
  select.dispatchEvent(new Event('change'))
  await settle()

  expect(fake.callsOf('whyNotOffered')).toEqual([['own', 'AQID']])
  expect(text(find('.offer-lines'))).toContain('It meets every condition of an offer.')
})

it('says that too little was kept', async () => {
  installFakeMain({ judgedOffer: null })
  show([activityEntry({ id: 'own' })])
  const select = find('select') as HTMLSelectElement

  select.selectedIndex = 1
  select.dispatchEvent(new Event('change'))
  await settle()

  expect(text()).toContain('Latchkey did not keep what it takes to say so.')
})

it('is not there where there was no sign-in', () => {
  installFakeMain()
  show([activityEntry({ kind: 'create' })])

  expect(text()).toBe('')
})
