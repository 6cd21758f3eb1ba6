// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { ceremonyDetail, vectorOf } from '../../support/ceremony-details'
import { chooseIn, open, panel } from '../../support/open-ceremony'
import { activityEntry } from '../../support/window-data'
import { button, click, find, text } from '../../support/window-parts'

it('compares two ceremonies, field by field', async () => {
  await open(
    'compare',
    {},
    {},
    {
      activity: [
        activityEntry({ kind: 'create', at: 2 }),
        activityEntry({ id: 'b', kind: 'create', at: 1 }),
        activityEntry({ id: 'c', kind: 'get', at: 1 }),
      ],
      details: [ceremonyDetail(), ceremonyDetail({ entryId: 'b' }, vectorOf('packed-es256'))],
    },
  )
  const select = find('.compare-panel select') as HTMLSelectElement
  expect(select.options).toHaveLength(1)

  await chooseIn(select, 0)

  await vi.waitFor(() => expect(panel()).toContain('clientData.challenge'))
})

it('compares what was asked where a ceremony was refused', async () => {
  const options = { ...vectorOf('none-es256').registration.options, attestation: 'direct' }
  await open(
    'compare',
    {},
    {},
    {
      activity: [
        activityEntry({ kind: 'create', at: 2 }),
        activityEntry({ id: 'b', kind: 'create', at: 1, outcome: 'refused' }),
      ],
      details: [ceremonyDetail(), ceremonyDetail({ entryId: 'b', response: null, options })],
    },
  )

  await chooseIn(find('.compare-panel select') as HTMLSelectElement, 0)

  await vi.waitFor(() => expect(panel()).toContain('request.publicKey.attestation"none""direct"'))
  expect(panel()).not.toContain('clientData')
})

it.each([
  ['JSON', '"entryId": "entry"'],
  ['Playwright test', `from 'latchkey/playwright'`],
  ['SimpleWebAuthn server call', 'verifyRegistrationResponse'],
  ['curl', 'curl '],
  ['Link to cbor.nemo157.com', 'https://cbor.nemo157.com/#type=hex&value=a3'],
])('is copied as %s', async (label, expected) => {
  await open(null)
  let copied = ''
  Object.defineProperty(document, 'execCommand', {
    configurable: true,
    value: () => {
      copied = (document.activeElement as HTMLTextAreaElement).value
      return true
    },
  })
  const select = find('.take-away select') as HTMLSelectElement
  const index = Array.from(select.options).findIndex((one) => text(one) === label)
  await chooseIn(select, index)

  await click(button('Copy'))

  await vi.waitFor(() => expect(copied).toContain(expected))
  Reflect.deleteProperty(document, 'execCommand')
})
