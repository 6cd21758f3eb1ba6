import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FAULTS_DOCUMENT, withFaults } from '../../scripts/faults'
import { FAULTS } from '../../src/shared/fault'

it('docs/faults.md has every fault as it is (npm run faults writes them)', async () => {
  const document = readFileSync(FAULTS_DOCUMENT, 'utf8')

  expect(document).toBe(await withFaults(document))
  for (const { id, advice } of FAULTS) {
    expect(document).toContain(`### \`${id}\``)
    expect(document).toContain(advice)
  }
})

it('refuses a document that has no place for the faults', async () => {
  await expect(withFaults('# Faults')).rejects.toThrow('<!-- faults -->')
})
