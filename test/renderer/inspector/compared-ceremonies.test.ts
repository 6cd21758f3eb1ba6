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

it('compares what was asked if a ceremony was refused', async () => {
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

  await vi.waitFor(() => expect(panel()).toContain('attestation"none""direct"'))
  expect(panel()).toContain('Responsepresentabsent')
  expect(panel()).not.toContain('Client data')
})

it('says first how the two ended, and counts the differences', async () => {
  const detail = ceremonyDetail()
  const failed = { step: 'rp-id', section: 'WebAuthn §5.1.3 step 8' } as const
  await open(
    'compare',
    {},
    {},
    {
      activity: [
        activityEntry({ kind: 'create', at: 2, answeredBy: 'person' }),
        activityEntry({
          ...{ id: 'b', kind: 'create', at: 1, outcome: 'refused', error: 'SecurityError' },
          ...{ reason: 'The RP ID is of another site.', rpId: null, names: null, answeredBy: null },
        }),
      ],
      details: [detail, { ...detail, entryId: 'b', response: null, failed, profile: null }],
    },
  )

  await chooseIn(find('.compare-panel select') as HTMLSelectElement, 0)

  await vi.waitFor(() => expect(text(find('.compare-panel [role=status]'))).not.toBe(''))
  const tables = Array.from(document.querySelectorAll('.difference-table'), (one) => text(one))
  expect(tables).toHaveLength(1)
  expect(tables[0]).toMatch(/^Outcome *This one *The other/)
  for (const row of [
    'Outcomesucceededrefused',
    'ErrorabsentSecurityError',
    'Failed atabsentRP ID judged',
    'SectionabsentWebAuthn §5.1.3 step 8',
    'Responsepresentabsent',
    'Answered bya personabsent',
    'Provider profileLatchkeyabsent',
  ])
    expect(tables[0]?.replace(/ {2,}/g, ' ')).toContain(row)
  expect(text(find('.compare-panel [role=status]'))).toMatch(/^\d+ differences$/)
})

it('folds what is new in each ceremony', async () => {
  await open(
    'compare',
    { kind: 'get', response: vectorOf('packed-es256').authentication.response },
    {},
    {
      activity: [
        activityEntry({ kind: 'get', at: 2 }),
        activityEntry({ id: 'b', kind: 'get', at: 1 }),
      ],
      details: [
        ceremonyDetail({ kind: 'get' }),
        ceremonyDetail({ kind: 'get', entryId: 'b' }, vectorOf('packed-es256')),
      ],
    },
  )
  await chooseIn(find('.compare-panel select') as HTMLSelectElement, 0)

  await vi.waitFor(() => find('.compare-panel details'))
  expect(text(find('.compare-panel details'))).toContain('clientData.challenge')
  expect(find('.compare-panel details').hasAttribute('open')).toBe(false)
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
