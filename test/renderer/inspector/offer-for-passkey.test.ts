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
  const offerJudgement = {
    passkeyRpId: 'example.org',
    rpId: 'example.org',
    authenticator: 'Latchkey',
    madeAfter: false,
    outcomes: [{ condition: 'rp-id' as const, holds: true, cause: { is: 'same-rp-id' as const } }],
  }
  const fake = installFakeMain({ offerJudgement })
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
  expect(text(find('.offer-lines'))).toContain('It would be offered now.')
})

it.each(['passkeysChanged', 'trashChanged', 'appStateChanged', 'pagesChanged'] as const)(
  'judges again at %s, such as when the passkey was hidden',
  async (event) => {
    const fake = installFakeMain({ offerJudgement: 'not-kept' })
    show([activityEntry({ id: 'own' })])
    const select = find('select') as HTMLSelectElement
    select.selectedIndex = 1
    select.dispatchEvent(new Event('change'))
    await settle()

    fake.state.offerJudgement = 'failed-before'
    fake.emit(
      event,
      event === 'appStateChanged' ? fake.state.app : event === 'passkeysChanged' ? null : undefined,
    )
    await settle()

    expect(text()).toContain('The sign-in failed before Latchkey looked at any passkey.')
  },
)

it.each([
  ['not-kept', 'Latchkey did not keep enough of this request to tell.'],
  ['failed-before', 'The sign-in failed before Latchkey looked at any passkey.'],
] as const)('says why there is nothing to judge: %s', async (offerJudgement, words) => {
  installFakeMain({ offerJudgement })
  show([activityEntry({ id: 'own' })])
  const select = find('select') as HTMLSelectElement

  select.selectedIndex = 1
  select.dispatchEvent(new Event('change'))
  await settle()

  expect(text()).toContain(words)
})

it('is not there if there was no sign-in', () => {
  installFakeMain()
  show([activityEntry({ kind: 'create' })])

  expect(text()).toBe('')
})
