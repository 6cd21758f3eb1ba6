/** What the main process in memory holds, and what its calls are. */
import type { ActivityEntry } from '../../src/shared/activity'
import type { CaseFile } from '../../src/shared/case-file'
import type { CeremonyDetail } from '../../src/shared/ceremony-detail'
import type { LintFinding } from '../../src/shared/lint-finding'
import type { CreationJudgement } from '../../src/shared/creation-judgement'
import type { OfferJudgement } from '../../src/shared/offer-condition'
import type { AppState } from '../../src/shared/app-state'
import type { AuditReportCard, AuditState } from '../../src/shared/audit'
import type { MainApi } from '../../src/shared/main-api'
import type { MainEvents } from '../../src/shared/main-events'
import type { PairedPage } from '../../src/shared/pairing'
import type { PasskeyFacts, PasskeySummary, TrashedPasskeySummary } from '../../src/shared/passkey'
import type {
  DamagedProfile,
  LoadedProfile,
  ProfileSummary,
} from '../../src/shared/provider-profile'
import type { ProfileFault, ProfileForm } from '../../src/shared/profile-form'
import type { Question } from '../../src/shared/question'
import type { DryRun, DryRunRequest } from '../../src/shared/signal-dry-run'
import type { VaultReport } from '../../src/shared/vault-report'

export interface FakeMainState {
  app: AppState
  passkeys: PasskeySummary[]
  /** What the details show beyond a summary, by credential id. */
  facts: Readonly<Record<string, PasskeyFacts>>
  /** Newest first. */
  trash: TrashedPasskeySummary[]
  /** Ids of the deleted passkeys whose account has another passkey now. */
  taken: string[]
  activity: ActivityEntry[]
  /** What is kept beside entries. */
  details: CeremonyDetail[]
  offerJudgement: OfferJudgement
  creationJudgement: CreationJudgement
  /** What the lint found, by page. */
  findings: Awaited<ReturnType<MainApi['listPageFindings']>>
  /** What the lint found in signals, by entry id. */
  signalFindings: Readonly<Record<string, LintFinding[]>>
  openedCase: CaseFile | null
  questions: Question[]
  pages: PairedPage[]
  /** What opens a vault that is locked by a passphrase. */
  passphrase: string
  /** What opens a locked vault that has a recovery code. */
  recoveryCode: string
  /** Where the user saves a file; null when they change their mind. */
  savedTo: string | null
  /** What the file that the user chooses holds; null when they change their mind. */
  toImport: PasskeySummary[] | null
  /** Why a file of the vault cannot be erased; null: everything can. */
  eraseFault: string | null
  /** What the vault's files hold. */
  report: VaultReport
  audit: AuditState
  /** The last report card. */
  reportCard: AuditReportCard | undefined
  /** What the user says when the main process asks whether an audit file may run. */
  allowsAuditFiles: boolean
  /** The provider profiles that may be chosen. */
  profiles: readonly ProfileSummary[]
  /** The profiles that could not be loaded at the start. */
  damagedProfiles: readonly DamagedProfile[]
  /** What becomes of the profile that the user chooses next; null: the user cancels. */
  profileToLoad: LoadedProfile | null
  /** The profile that is edited next. */
  profileForm: ProfileForm
  /** What is wrong with every draft of a profile. */
  profileFaults: readonly ProfileFault[]
  /** Answers every dry run. */
  dryRun: (request: DryRunRequest) => DryRun
}

export type Methods = {
  [M in keyof MainApi]: (...args: Parameters<MainApi[M]>) => ReturnType<MainApi[M]>
}

/** Sends an event to the window. */
export type Emit = <E extends keyof MainEvents>(event: E, data: MainEvents[E]) => void
