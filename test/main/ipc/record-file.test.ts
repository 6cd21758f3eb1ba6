import { expect, it } from 'vitest'
import { recordFile } from '../../../src/main/ipc/record-file'
import { activityEntry, renameEntry } from '../../support/window-data'

const about = { app: '1.2.3', now: new Date(2026, 0, 31, 12).getTime() }

it('is JSON with a header and every entry', () => {
  const entries = [renameEntry({ id: 'b' }), activityEntry({ id: 'a' })]
  const { name, text } = recordFile(entries, about)

  expect(name).toBe('latchkey-record-2026-01-31.json')
  expect(JSON.parse([...text].join(''))).toEqual({
    format: 'latchkey-record',
    version: 1,
    app: '1.2.3',
    savedAt: new Date(about.now).toISOString(),
    entries,
  })
})

it('is JSON also with an empty record', () => {
  expect(JSON.parse([...recordFile([], about).text].join(''))).toMatchObject({ entries: [] })
})

it('holds only what the contract names', () => {
  const entry = { ...activityEntry(), token: 'secret' }

  expect(() => recordFile([entry], about)).toThrow()
})

it('keeps every name exactly, whatever is in it', () => {
  const names = { userName: '\0\u202egro\ud800', userDisplayName: '👩‍💻"\\\n\u2028' }
  const entry = activityEntry({ names })
  const text = [...recordFile([entry], about).text].join('')

  expect(JSON.parse(Buffer.from(text).toString())).toMatchObject({ entries: [{ names }] })
})
