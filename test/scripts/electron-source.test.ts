import { expect, test } from 'vitest'
import { electronSources, type ElectronFacts } from '../../scripts/electron-source'

const bareMachine: ElectronFacts = {
  override: undefined,
  installed: false,
  substitute: 'possible',
}

test('a folder that the developer names comes before all other sources', () => {
  const facts = { ...bareMachine, override: '/opt/electron', installed: true }
  expect(electronSources(facts)).toEqual(['override'])
})

test('an installed Electron is used as it is', () => {
  const facts = { ...bareMachine, installed: true, substitute: 'made' as const }
  expect(electronSources(facts)).toEqual(['installed'])
})

test('a bare machine tries a download before it makes the substitute', () => {
  expect(electronSources(bareMachine)).toEqual(['download', 'substitute'])
})

test('a substitute that exists is used without another try to download', () => {
  expect(electronSources({ ...bareMachine, substitute: 'made' })).toEqual(['cached-substitute'])
})

test('where no substitute will do, only a download is left', () => {
  expect(electronSources({ ...bareMachine, substitute: 'impossible' })).toEqual(['download'])
})
