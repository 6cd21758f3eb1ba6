// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { activityEntry, appState } from '../../support/window-data'
import { button, click, find, goTo, settle, text, type } from '../../support/window-parts'

async function choose(id: string): Promise<void> {
  const list = find('.settings-faults select') as HTMLSelectElement
  list.value = id
  list.dispatchEvent(new Event('change'))
  await settle()
}

it('says in every view that a fault is armed, until the user disarms it', async () => {
  const armedFaults = [{ id: 'uv-not-set', left: 2 }] as const
  const fake = await mountWindow({ app: appState({ armedFaults }) })
  for (const view of ['Pages', 'Activity', 'Settings', 'Passkeys']) {
    await goTo(view)
    expect(text(find('.app-banner'))).toContain('uv-not-set in 2 answers')
  }

  await click(button('Disarm'))

  expect(fake.callsOf('disarmFaults')).toEqual([[]])
  expect(document.querySelector('.app-banner')).toBeNull()
})

it('shows no banner while no fault is armed', async () => {
  await mountWindow()
  expect(document.querySelector('.app-banner')).toBeNull()
})

it('finds a fault by words of its sentence, says what a correct site does, and arms it', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  const search = find('.settings-faults input[type=search]') as HTMLInputElement
  await type(search, 'flag user verified')
  const shown = [...document.querySelectorAll('.settings-faults option')].map((one) => text(one))
  expect(shown).toEqual(['uv-not-set'])

  await choose('uv-not-set')
  expect(text(find('.settings-faults'))).toContain('A correct site refuses the answer')
  await type(find('.settings-faults input[type=number]') as HTMLInputElement, '3')
  await click(button('Arm'))

  expect(fake.callsOf('armFault')).toEqual([['uv-not-set', 3]])
})

it('arms no fault without a choice, or for no answer', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  await click(button('Arm'))
  await choose('uv-not-set')
  await type(find('.settings-faults input[type=number]') as HTMLInputElement, '0')
  await click(button('Arm'))

  expect(fake.callsOf('armFault')).toEqual([])
})

it('shows in Activity what a fault changed from what', async () => {
  const changes = [{ what: 'flags', from: '0x1d', to: '0x19' }]
  const entry = activityEntry({ fault: { id: 'uv-not-set', changes } })
  await mountWindow({ activity: [entry] })
  await goTo('Activity')

  const shown = text(find('.activity-fault'))
  expect(shown).toContain('uv-not-set')
  expect(shown).toMatch(/flags\s*0x1d\s*→\s*0x19/)
})
