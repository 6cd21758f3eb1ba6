// @vitest-environment happy-dom
/** The context menus of the trash and of Activity, by mouse and by keys. */
import { describe, expect, it, vi } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { button, click, find, goTo, press, settle, text } from '../../support/window-parts'
import {
  activityEntry,
  pairingRequest,
  passkeySummary,
  renameEntry,
  trashedPasskey,
} from '../../support/window-data'

let fake: FakeMain

const labels = () =>
  Array.from(document.querySelectorAll('[role=menuitem] span'), (one) => text(one))

async function pick(label: string): Promise<void> {
  const all = Array.from(document.querySelectorAll<HTMLElement>('[role=menuitem]'))
  const found = all.find((one) => one.querySelector('span')?.textContent === label)
  if (found === undefined) throw new Error(`the menu has no ${label}`)
  await click(found)
}

async function rightClick(element: HTMLElement): Promise<void> {
  const init = { bubbles: true, cancelable: true, clientX: 5, clientY: 5 }
  element.dispatchEvent(new MouseEvent('contextmenu', init))
  await settle()
}

const copied = () => vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()

describe('the menu of a deleted passkey', () => {
  const ada = trashedPasskey({ passkey: passkeySummary({ userHandle: 'YWRh' }) })
  const grace = trashedPasskey({ passkey: passkeySummary({ id: 'grace' }) })
  const row = (id: string) => find(`[data-trashed-id="${id}"]`)
  const open = async () => {
    fake = await mountWindow({ trash: [ada, grace] })
    await goTo('Trash')
  }

  it('opens by a right click, restores, and the next row has the focus', async () => {
    await open()
    await rightClick(row('AQID'))
    expect(labels()).toEqual([
      'Restore',
      'Copy user name',
      'Copy credential id',
      'Copy user handle',
      'Copy user handle as text',
      'Copy RP ID',
      'Delete permanently…',
    ])

    await pick('Restore')

    expect(fake.callsOf('restorePasskeys')).toEqual([[['AQID']]])
    expect(document.activeElement).toBe(row('grace'))
  })

  it.each([
    ['ContextMenu', {}],
    ['F10', { shiftKey: true }],
  ])('opens by %s, and asks before it deletes', async (key, init) => {
    await open()
    row('grace').focus()
    await press(key, init)

    await press('End')
    await press('Enter')

    expect(text(find('[role=alertdialog]'))).toContain('Delete this passkey permanently?')
    await click(button('Cancel'))
    expect(document.activeElement).toBe(row('grace'))
  })

  it('closes when a question takes the focus: nothing may cover the origin', async () => {
    await open()
    await rightClick(row('grace'))
    expect(labels()).not.toEqual([])

    fake.ask({ type: 'pairing', request: pairingRequest() })
    await settle()

    expect(labels()).toEqual([])
    expect(document.activeElement).toBe(button('Deny'))

    await press('Escape')
    await vi.waitFor(() => expect(document.activeElement).toBe(row('grace')))
  })

  it('copies what the user chooses, and Ctrl+C copies the credential id', async () => {
    const write = copied()
    await open()
    await rightClick(row('AQID'))
    await pick('Copy RP ID')
    await press('c', { ctrlKey: true }, row('grace'))

    expect(write.mock.calls.flat()).toEqual(['example.org', 'grace'])
    expect(text(find('[aria-label=Notices]'))).toContain('Copied the credential id')
  })
})

describe('the menu of an entry of Activity', () => {
  const signIn = activityEntry({ id: 'sign-in', kind: 'get', passkeyId: 'AQID' })
  const renamed = renameEntry({ id: 'renamed', origin: 'https://other.example' })
  const row = (id: string) => find(`[data-entry-id="${id}"]`)
  const open = async () => {
    fake = await mountWindow({ passkeys: [passkeySummary()], activity: [signIn, renamed] })
    await goTo('Activity')
  }

  it('leads to the passkey of a ceremony', async () => {
    await open()
    await rightClick(row('sign-in'))
    expect(labels()).toEqual([
      'Open',
      'Show passkey',
      'Show only this page',
      'Copy reason',
      'Copy origin',
      'Copy credential id',
      'Copy entry as JSON',
      'Save as case file…',
    ])

    await pick('Show passkey')

    expect(text(find('h1'))).toBe('Passkeys')
    expect(find('.passkey-detail h2')).toBeTruthy()
  })

  it('opens by Shift+F10, and undoes a signal', async () => {
    await open()
    row('renamed').focus()
    await press('F10', { shiftKey: true })
    expect(labels()).not.toContain('Show passkey')

    await pick('Undo this signal')

    expect(fake.callsOf('undoSignal')).toEqual([['renamed']])
  })

  it('shows the entries of one page alone', async () => {
    await open()
    await rightClick(row('renamed'))
    await pick('Show only this page')

    expect(document.querySelectorAll('[data-entry-id]')).toHaveLength(1)
    expect(row('renamed')).toBeTruthy()
  })

  it('opens the entry by Enter in the menu, and the focus is in its details', async () => {
    await open()
    row('sign-in').focus()
    await press('ContextMenu')
    await press('Enter')

    expect(document.activeElement).toBe(find('.entry-pane h2'))
  })

  it('copies the entry, in the menu and by Ctrl+C', async () => {
    const write = copied()
    await open()
    await rightClick(row('sign-in'))
    await pick('Copy entry as JSON')
    await press('c', { ctrlKey: true }, row('renamed'))

    const ids = write.mock.calls.flat().map((json) => (JSON.parse(json) as { id: string }).id)
    expect(ids).toEqual(['sign-in', 'renamed'])
  })
})

it.each(['Trash', 'Activity'])('goes from the search of %s to its list by ↓', async (view) => {
  fake = await mountWindow({ trash: [trashedPasskey()], activity: [activityEntry({ id: 'one' })] })
  await goTo(view)
  find('main input[type=search]').focus()

  await press('ArrowDown')

  expect(document.activeElement?.getAttribute('role')).toBe('row')
})
