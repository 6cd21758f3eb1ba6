// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { chooseIn } from '../../support/open-ceremony'
import { button, click, find, goTo, press, text } from '../../support/window-parts'
import { activityEntry } from '../../support/window-data'

async function open(initial: Parameters<typeof mountWindow>[0]): Promise<void> {
  await mountWindow(initial)
  await goTo('Activity')
}

const rows = () => Array.from(document.querySelectorAll<HTMLElement>('[data-entry-id]'))
const focused = () => (document.activeElement as HTMLElement).dataset.entryId

it('shows the entries of one day', async () => {
  const noon = (day: number) => new Date(2026, 10, day, 12).getTime()
  await open({
    activity: [3, 2, 2, 1].map((day, at) =>
      activityEntry({ id: `${day} ${at}`, at: noon(day) - at }),
    ),
  })
  const day = find('select[aria-label=Day]') as HTMLSelectElement
  expect(Array.from(day.options, (one) => text(one))).toEqual([
    'Any day',
    'Tuesday 3 November',
    'Monday 2 November',
    'Sunday 1 November',
  ])

  await chooseIn(day, 2)
  expect(rows().map((row) => row.dataset.entryId)).toEqual(['2 1', '2 2'])

  await click(find('input[value=refusals]'))
  await click(button('Show all activity'))
  expect(rows()).toHaveLength(4)
})

it('offers no days for a record of one day', async () => {
  await open({ activity: [activityEntry(), activityEntry({ id: 'b' })] })

  expect(document.querySelector('select[aria-label=Day]')).toBeNull()
})

it('moves to the entry whose account is typed', async () => {
  const names = (userDisplayName: string) => ({ userName: '', userDisplayName })
  await open({
    activity: [
      activityEntry({ id: 'a', at: 2, names: names('Ada') }),
      activityEntry({ id: 'b', at: 1, names: names('Zoe') }),
    ],
  })
  rows()[0]?.focus()

  await press('z')
  expect(focused()).toBe('b')
  await press(' ')
  expect(document.querySelector('[aria-label=Entry]')).toBeNull()
})
