// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { KeyNotice } from '../../../src/shared/app-state'
import { mountWindow } from '../../support/mounted-window'
import { appState } from '../../support/window-data'
import { button, buttons, click, find, text } from '../../support/window-parts'

const withNotice = (notice: KeyNotice) =>
  appState({ waysToOpen: { recoveryCode: false, passphraseDue: false, notice } })

it('says that the key was put back, until the user has read it', async () => {
  const notice = { is: 'put-back', text: 'Latchkey put the key back.' } as const
  const fake = await mountWindow({ app: withNotice(notice) })
  expect(text(find('.app-banner'))).toContain('Latchkey put the key back.')

  await click(button('OK'))

  expect(fake.callsOf('dismissKeyNotice')).toEqual([[]])
  expect(document.querySelector('.app-banner')).toBeNull()
})

it('says that the key is at risk, and tries again when asked to', async () => {
  const notice = { is: 'lost', text: 'Repair the keychain.' } as const
  const fake = await mountWindow({ app: withNotice(notice) })
  expect(text(find('.app-banner'))).toContain('The key of this vault is at risk')
  expect(buttons('OK')).toEqual([])

  await click(button('Try again'))

  expect(fake.callsOf('checkKey')).toEqual([[]])
})

it('stays out of the way while all is well', async () => {
  await mountWindow({ app: appState() })
  expect(document.querySelector('.app-banner')).toBeNull()
})
