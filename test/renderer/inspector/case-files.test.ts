// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { caseOfEntry } from '../../../src/inspect/case/case-of-entry'
import { ceremonyDetail } from '../../support/ceremony-details'
import { mountWindow } from '../../support/mounted-window'
import { activityEntry } from '../../support/window-data'
import { button, buttons, click, find, goTo, press, text } from '../../support/window-parts'

const elsewhere = () =>
  caseOfEntry(
    {
      entry: activityEntry({ id: 'far', kind: 'get', reason: 'It was elsewhere.' }),
      detail: ceremonyDetail({ entryId: 'far', kind: 'get' }),
    },
    { app: '0.1.0', now: 7 },
  )

const said = () => text(find('[aria-label=Entry]'))

it('saves a ceremony as a case file, and says where it is', async () => {
  const fake = await mountWindow({
    activity: [activityEntry()],
    details: [ceremonyDetail({ kind: 'get' })],
    savedTo: '/home/ada/case.json',
  })
  await goTo('Activity')
  await click(find('[data-entry-id]'))

  await click(button('Save case…'))

  expect(fake.callsOf('saveCase')).toEqual([['entry']])
  expect(text(find('[aria-live=polite]'))).toContain('Case saved to /home/ada/case.json')
})

it('opens a case file in the same view, and asks nothing of this record', async () => {
  const fake = await mountWindow({ activity: [activityEntry()], openedCase: elsewhere() })
  await goTo('Activity')

  await click(button('Open case…'))

  expect(said()).toContain('case file')
  expect(said()).toContain('It was elsewhere.')
  expect(said()).toContain('Call received')
  expect(Array.from(document.querySelectorAll('[role=tab]'), (one) => text(one))).not.toContain(
    'Offer',
  )
  expect(buttons('Save case…')).toEqual([])
  expect(fake.callsOf('ceremonyDetail')).toEqual([])
})

it('goes back from a case file to the button that opened it', async () => {
  await mountWindow({ openedCase: elsewhere() })
  await goTo('Activity')
  await click(button('Open case…'))

  await press('Escape')

  expect(document.querySelector('[aria-label=Entry]')).toBeNull()
  expect(document.activeElement).toBe(button('Open case…'))
})

it('shows an entry of the record in the place of the case file', async () => {
  await mountWindow({ activity: [activityEntry()], openedCase: elsewhere() })
  await goTo('Activity')
  await click(button('Open case…'))

  await click(find('[data-entry-id]'))

  expect(said()).not.toContain('case file')
  expect(said()).toContain('The user signed in.')
})

it('stays as it is when the user changes their mind', async () => {
  await mountWindow({ activity: [activityEntry()], openedCase: null })
  await goTo('Activity')

  await click(button('Open case…'))

  expect(document.querySelector('[aria-label=Entry]')).toBeNull()
})

it('says why a case file cannot be opened', async () => {
  const fake = await mountWindow({ activity: [activityEntry()] })
  await goTo('Activity')
  fake.fail('openCase', 'The file is not JSON.')

  await click(button('Open case…'))

  expect(text(find('[aria-live=polite]'))).toContain(
    'The case could not be opened: The file is not JSON.',
  )
})
