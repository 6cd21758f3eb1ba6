/** The check, the doctor, the window, the log and the record say the same of a vault, whatever happened to its files. */
import { chmod } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { describeBest } from '../../../src/shared/backup-advice'
import { inTerminal } from '../../../src/shared/placed-text'
import { shortTime } from '../../../src/shared/times'
import type { VaultReport } from '../../../src/shared/vault-report'
import { describeKept } from '../../../src/shared/vault-words'
import type { ClosedVault } from '../../support/damaged-vault'
import { harmedFiles } from '../../support/harmed-files'
import { harmedSurroundings } from '../../support/harmed-surroundings'
import { harmedHome, type HarmedVault } from '../../support/harmed-vault'
import { tellOf, type Told } from '../../support/told-vault'

/** Not in the record, which cannot be saved then. */
const NOT_SAVED = 'othing can be saved now'

it.each([...harmedFiles, ...harmedSurroundings])('of a vault with $what', async (vault) => {
  const told = await tellOf(await harmedHome(vault))

  expect(missingFrom(told, vault)).toEqual({})
  expect([told.check.code, told.doctor.code]).toEqual(vault.codes)
  expect([told.running.check.code, told.running.doctor.code]).toEqual(vault.codes)
  expect(told.record).toHaveLength(vault.isRecorded ? 1 : 0)
  expectShown(told, vault)
  expectSameCounts(told)
  expectSameBackup(told, vault)
})

it.skipIf(process.getuid?.() === 0)(
  'all places say the same of a file that may not be read',
  async () => {
    const harm = ({ home }: ClosedVault) => chmod(home.file, 0)
    const told = await tellOf(await harmedHome({ harm }))

    for (const place of [told.check.text, told.doctor.text, told.window, told.log])
      expect(place).toContain('the system does not give Latchkey access')
  },
)

/** What each place says. The window shows some things in *Settings* alone, and the record has no entry of them. */
function placesOf(
  { check, doctor, running, window, log, record }: Told,
  { shown, isRecorded }: HarmedVault,
): Readonly<Record<string, string>> {
  return {
    check: check.text,
    doctor: doctor.text,
    ...((shown === 'banner' || shown === 'lock') && { window, log }),
    ...(isRecorded && { record: record.join(' ') }),
    'check, with the app': running.check.text,
    'doctor, with the app': running.doctor.text,
  }
}

/** The words that a place lacks, by the place. */
function missingFrom(told: Told, vault: HarmedVault): Readonly<Record<string, readonly string[]>> {
  const unsaved = vault.unsaved === undefined ? [] : [NOT_SAVED, vault.unsaved]
  const lacks = Object.entries(placesOf(told, vault)).map(([place, text]) => {
    const words = place === 'record' ? vault.said : [...vault.said, ...unsaved]
    return [place, words.filter((one) => !text.includes(one))] as const
  })
  return Object.fromEntries(lacks.filter(([, words]) => words.length > 0))
}

function expectShown({ state, window, running }: Told, { shown, said }: HarmedVault): void {
  expect(state.state).toBe(shown === 'lock' ? 'locked' : 'open')
  // The window cuts what is longer.
  expect(window.length).toBeLessThanOrEqual(900)
  if (shown === 'nothing' || shown === 'settings') expect(window).toBe('')
  if (shown !== 'settings') return
  const { undoProblem, kept } = running.check.report
  const inSettings = `${undoProblem ?? ''} ${kept === null ? '' : describeKept(kept)}`
  for (const words of said) expect(inSettings).toContain(words)
}

function expectSameBackup(told: Told, vault: HarmedVault): void {
  const { best } = vault
  const texts = Object.values(placesOf(told, vault))
  if (best === undefined) {
    for (const text of texts) expect(text).not.toMatch(/newest backup|no backup/)
    return
  }
  for (const [place, text] of Object.entries(placesOf(told, vault)))
    expect(text).toContain(place === 'window' || place === 'record' ? byUsersClock(best) : best)
  for (const { report } of [told.check, told.running.check])
    expect(inTerminal(describeBest(report.file, report.backups))).toBe(best)
}

/** The window shows times by the user's clock, and a terminal in UTC. */
function byUsersClock(text: string): string {
  return text.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (_, day: string, time: string) =>
    shortTime(Date.parse(`${day}T${time}Z`)),
  )
}

/** The numbers in the state, which the window gets, and in the reports. */
function expectSameCounts({ state, check, running }: Told): void {
  if (state.state !== 'open') return
  const countsOf = ({ file }: VaultReport) => [file?.passkeys, file?.lost]
  expect(countsOf(running.check.report)).toEqual(countsOf(check.report))
  expect(state.damage?.lost ?? 0).toBe(check.report.file?.lost)
}
