// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { button, click, find, goTo, press, row, settle, text } from '../../support/window-parts'
import { appState, passkeySummary, trashedPasskey } from '../../support/window-data'

const grace = passkeySummary({ id: 'grace', userDisplayName: 'Grace Hopper' })
const two = [passkeySummary(), grace]
const trash = [trashedPasskey(), trashedPasskey({ passkey: grace })]
const trashed = (id: string) => find(`[data-trashed-id="${id}"]`)

/** The element with the focus, after the focus had time to move on. */
async function focused(): Promise<string> {
  await settle()
  await vi.waitFor(() => expect(document.activeElement).not.toBe(document.body))
  const element = document.activeElement as HTMLElement
  return element.dataset.trashedId ?? element.dataset.passkeyId ?? text(element)
}

it('goes to the heading when a button of the last row empties the trash', async () => {
  await mountWindow({ trash })
  await goTo('Trash')
  trashed('AQID').focus()
  await click(trashed('grace').querySelector('button')!)
  await click(trashed('AQID').querySelector('button')!)

  expect(await focused()).toBe('Trash')
})

it('goes to the heading when an undo empties the trash', async () => {
  await mountWindow({ passkeys: [grace] })
  row('grace').focus()
  await press('Delete')
  await goTo('Trash')
  trashed('grace').focus()

  await press('z', { ctrlKey: true })

  expect(text(find('main'))).toContain('The trash is empty')
  expect(await focused()).toBe('Trash')
})

it('goes to the heading of the view when the vault opens', async () => {
  const vault = { state: 'locked-by-user', sealedBy: 'keychain' } as const
  await mountWindow({ app: appState({ vault }) })
  expect(await focused()).toBe('Unlock')

  await press('Enter')
  await click(button('Unlock'))

  expect(await focused()).toBe('Passkeys')
})

it('goes back to the row from the button of a notice', async () => {
  await mountWindow({ passkeys: two })
  await goTo('Passkeys')
  row('AQID').focus()
  await press('h', { ctrlKey: true, shiftKey: true })
  row('grace').focus()
  button('Dismiss').focus()

  await click(button('Dismiss'))

  expect(await focused()).toBe('grace')
})

it('goes back to the row when the palette does something that takes its time', async () => {
  const fake = await mountWindow({ passkeys: two })
  fake.silence('lockVault')
  row('grace').focus()
  await press('k', { ctrlKey: true })
  const field = find('[role=combobox]') as HTMLInputElement
  field.value = 'lock the vault'
  field.dispatchEvent(new Event('input'))
  await settle()
  await press('Enter', {}, field)

  expect(await focused()).toBe('grace')
  expect(fake.callsOf('lockVault')).toHaveLength(1)
})

it('goes to the next row when a row leaves by itself', async () => {
  const fake = await mountWindow({ passkeys: two })
  row('AQID').focus()

  fake.state.passkeys = [grace]
  fake.emit('passkeysChanged', { kept: [], gone: ['AQID'] })

  expect(await focused()).toBe('grace')
})

it('stays in an open dialog', async () => {
  await mountWindow({ trash })
  await goTo('Trash')
  await click(button('Empty trash'))
  const inside = document.createElement('button')
  find('[role=alertdialog]').append(inside)
  inside.focus()

  inside.remove()

  await settle()
  await vi.waitFor(() => expect(document.activeElement).toBe(find('[role=alertdialog]')))
})

it('goes from the search to the first hit, not to the row that had the focus before', async () => {
  await mountWindow({ passkeys: [passkeySummary(), { ...grace, userName: 'ada-g@example.org' }] })
  row('grace').focus()
  const first = document.querySelector<HTMLElement>('[data-passkey-id]')?.dataset.passkeyId
  row(first === 'grace' ? 'AQID' : 'grace').focus()
  const search = find('[type=search]') as HTMLInputElement
  search.focus()
  search.value = 'ada'
  search.dispatchEvent(new Event('input'))
  await settle()

  await press('ArrowDown')

  expect(await focused()).toBe(first)
})
