import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { expect, it } from 'vitest'
import { isFromOwnPage } from '../../../src/main/desktop/own-page'

const APP = 'app://latchkey'
const window = contents(APP)

it('accepts calls of the window’s page', () => {
  expect(isFromOwnPage(call({ sender: window, senderFrame: window.mainFrame }), window)).toBe(true)
})

it.each<[string, Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>]>([
  ['a frame that has gone', call({ sender: window, senderFrame: null })],
  ['a frame of the page', call({ sender: window, senderFrame: contents(APP).mainFrame })],
  ['developer tools', called(contents('devtools://devtools'))],
  ['another window with the same page', called(contents(APP))],
])('does not hear %s', (_, event) => {
  expect(isFromOwnPage(event, window)).toBe(false)
})

it('does not hear another page in the window', () => {
  const left = contents('https://evil.test')

  expect(isFromOwnPage(called(left), left)).toBe(false)
})

function contents(origin: string): WebContents {
  return { mainFrame: { origin } } as unknown as WebContents
}

function called(sender: WebContents) {
  return call({ sender, senderFrame: sender.mainFrame })
}

function call(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>) {
  return event
}
