// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import OfferPanel from '../../../src/renderer/inspector/OfferPanel.vue'
import { activityEntry, passkeySummary } from '../../support/window-data'
import { find, installFakeMain, text, unmountAfterwards } from '../../support/window-parts'

function show(ofSite: number, others: number, rpId = 'example.org') {
  installFakeMain()
  const passkeys = Array.from({ length: ofSite + others }, (_, index) =>
    passkeySummary({ id: `${index}`, rpId: index < ofSite ? rpId : 'other.example' }),
  )
  const props = { entry: activityEntry({ kind: 'get', rpId }), passkeys }
  unmountAfterwards(mount(OfferPanel, { attachTo: document.body, props }))
}

const listed = () =>
  Array.from(document.querySelectorAll('optgroup'), ({ label, children }) => [
    label,
    children.length,
  ])

it('lists the passkeys of the relying party first, and then others', () => {
  show(2, 3)

  expect(listed()).toEqual([
    ['example.org', 2],
    ['Other sites', 3],
  ])
  expect(text()).not.toContain('Only some passkeys')
})

it.each([
  [201, 0, [['example.org', 200]]],
  [
    1,
    201,
    [
      ['example.org', 1],
      ['Other sites', 200],
    ],
  ],
])('lists a bounded number of %i and %i, and says where the rest is', (ofSite, others, groups) => {
  show(ofSite, others)

  expect(listed()).toEqual(groups)
  expect(text(find('.offer-panel'))).toContain(
    'Only some passkeys are listed. For another one, open its details.',
  )
})

it('shows no invisible characters of an RP ID', () => {
  show(1, 0, 'a\u202eb.example')

  expect(listed()).toEqual([['a[U+202E]b.example', 1]])
})
