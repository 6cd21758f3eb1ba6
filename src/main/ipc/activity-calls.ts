import type { ActivityEntry } from '../../shared/activity'
import { caseOfEntry } from '../../inspect/case/case-of-entry'
import { readCaseFile } from '../../inspect/case/read-case'
import { withholdSecrets } from '../../inspect/withhold/withhold-secrets'
import type { CaseFile } from '../../shared/case-file'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import type { CreationJudgement } from '../../shared/creation-judgement'
import { bySeverity, type CountedFinding, type LintFinding } from '../../shared/lint-finding'
import type { MainCalls } from '../../shared/main-api'
import type { OfferJudgement } from '../../shared/offer-condition'
import { parseJsonText } from '../../shared/parse-json-text'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { OpenFile } from './open-file'
import { recordFile } from './record-file'
import type { SaveFile } from './save-file'

/** More than a window shows at once. */
const FIRST_PART = 100
/** More would block other work. */
const PART = 1000

/** Judges recorded ceremonies by the current passkeys. */
export interface CeremonyJudge {
  /** @throws when there is no such passkey, not even in the trash. */
  whyNotOffered(entryId: string, passkeyId: string): OfferJudgement
  whyNotMade(entryId: string): CreationJudgement
}

export interface ActivityPort {
  readonly activity: {
    list(): readonly ActivityEntry[]
    /**
     * A part of the list, newest first, with the number of older entries.
     *
     * @param older of the previous part; omit it to begin with the newest entry.
     */
    listPart(
      count: number,
      older?: number,
    ): { readonly entries: readonly ActivityEntry[]; readonly older: number }
    /** null when no detail is kept. */
    detail(entryId: string): CeremonyDetail | null
  }
  readonly judge: CeremonyJudge
  readonly signals: {
    /** @throws when the signal cannot be undone. */
    undo(entryId: string): Promise<ActivityEntry>
    /** @throws when there is no such passkey. */
    dryRun(request: DryRunRequest): DryRun
  }
  readonly lint: {
    /** The lint's findings, oldest first. */
    list(): readonly CountedFinding[]
    /** How many calls of each page were linted, by the page's origin. */
    calls(): ReadonlyMap<string, number>
    /** What the lint found in the call of an entry. */
    findings(entryId: string): readonly LintFinding[]
  }
  readonly version: string
  readonly saveFile: SaveFile
  readonly openFile: OpenFile
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

export function activityCalls(port: ActivityPort): MainCalls<'activity'> {
  const { activity, signals } = port
  return {
    listActivity: async (from) => entriesFrom(activity, from),
    ceremonyDetail: async (entryId) => activity.detail(entryId),
    whyNotOffered: async (entryId, passkeyId) => port.judge.whyNotOffered(entryId, passkeyId),
    whyNotMade: async (entryId) => port.judge.whyNotMade(entryId),
    listPageFindings: async () => byOrigin(port.lint.list(), port.lint.calls()),
    signalFindings: async (entryId) => [...port.lint.findings(entryId)],
    saveCase: (entryId) => saveCase(port, entryId),
    openCase: async () => {
      const file = await port.openFile()
      return file && readCase(file.text)
    },
    exportActivity: async () => {
      const { name, text } = recordFile(activity.list(), { app: port.version, now: port.now() })
      return port.saveFile(name, text)
    },
    undoSignal: (entryId) => signals.undo(entryId),
    dryRunSignal: async (request) => signals.dryRun(request),
  }
}

function entriesFrom(activity: ActivityPort['activity'], from?: number) {
  const { entries, older } = activity.listPart(from === undefined ? FIRST_PART : PART, from)
  return { entries: [...entries], next: older === 0 ? null : older }
}

function byOrigin(findings: readonly CountedFinding[], calls: ReadonlyMap<string, number>) {
  const origins = new Set([...findings.map(({ origin }) => origin), ...calls.keys()])
  return Array.from(origins, (origin) => ({
    origin,
    calls: calls.get(origin) ?? 0,
    findings: [...bySeverity(findings.filter((finding) => finding.origin === origin))],
  }))
}

async function saveCase(port: ActivityPort, entryId: string): Promise<string | null> {
  const entry = port.activity.list().find(({ id }) => id === entryId)
  const detail = port.activity.detail(entryId)
  if (!entry || !detail) throw new Error('Latchkey keeps no details of this ceremony any more.')
  const one = caseOfEntry({ entry, detail }, { app: port.version, now: port.now() })
  const day = new Date(entry.at).toISOString().slice(0, 10)
  return port.saveFile(`latchkey-case-${one.kind}-${day}.json`, `${JSON.stringify(one, null, 2)}\n`)
}

function readCase(text: string): CaseFile {
  let json: unknown
  try {
    json = parseJsonText(text)
  } catch {
    throw new Error('The file is not JSON.')
  }
  return withoutSecrets(readCaseFile(json))
}

/** A test may have requested the secrets of its ceremony, but the window never shows secrets. */
function withoutSecrets(one: CaseFile): CaseFile {
  const { options, response, withheld } = withholdSecrets(one.options, one.response)
  return { ...one, options, response, withheld: [...new Set([...one.withheld, ...withheld])] }
}
