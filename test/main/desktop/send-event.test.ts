import { expect, it } from 'vitest'
import { sendEvent } from '../../../src/main/desktop/send-event'
import { activityEntry, passkeySummary } from '../../support/window-data'

const SECRET = 'correct-horse-battery-staple'

function window() {
  const sent: unknown[][] = []
  const logged: string[] = []
  return {
    sent,
    logged,
    contents: { send: (...args: unknown[]) => void sent.push(args) },
    log: { error: (text: string) => void logged.push(text) },
  }
}

it('sends what happened on the channel of its name', () => {
  const { contents, log, sent, logged } = window()
  const entry = activityEntry()

  sendEvent(contents, 'activityAdded', entry, log)
  sendEvent(contents, 'passkeysChanged', null, log)
  sendEvent(contents, 'trashChanged', undefined, log)

  expect(sent).toEqual([
    ['activityAdded', entry],
    ['passkeysChanged', null],
    ['trashChanged', undefined],
  ])
  expect(logged).toEqual([])
})

it('does not send a field that the contract does not have, and logs that without its value', () => {
  const { contents, log, sent, logged } = window()
  const kept = [{ ...passkeySummary(), privateKey: SECRET }]

  sendEvent(contents, 'passkeysChanged', { kept, gone: [] }, log)

  expect(sent).toEqual([])
  expect(logged).toEqual(['passkeysChanged: not sent, because it did not fit the contract'])
})
