import { expect, it } from 'vitest'
import { signalStandings } from '../../../src/renderer/support/signal-standings'
import { activityEntry, renameEntry } from '../../support/window-data'

it('says of each signal in the record whether it was taken back', () => {
  const entries = [
    activityEntry({ id: 'undo', kind: 'undo', undoes: 'older' }),
    renameEntry({ id: 'newer' }),
    renameEntry({ id: 'older' }),
  ]

  expect([...signalStandings(entries)]).toEqual([
    ['newer', 'undoable'],
    ['older', 'undone'],
  ])
})

it('knows nothing of ceremonies, nor of signals that changed nothing', () => {
  const entries = [activityEntry(), renameEntry({ outcome: 'nothing', changes: [] })]

  expect(signalStandings(entries).size).toBe(0)
})
