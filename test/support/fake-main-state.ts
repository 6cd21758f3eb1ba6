/** The state of the main process in memory, and the types of its calls. */
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
  /** The facts that the details show beyond a summary, by credential id. */
  facts: Readonly<Record<string, PasskeyFacts>>
  /** Newest first. */
  trash: TrashedPasskeySummary[]
  /** Ids of the deleted passkeys whose account has another passkey now. */
  taken: string[]
  activity: ActivityEntry[]
  /** The details that the record keeps beside its entries. */
  details: CeremonyDetail[]
  offerJudgement: OfferJudgement
  creationJudgement: CreationJudgement
  /** The lint findings, by page. */
  findings: Awaited<ReturnType<MainApi['listPageFindings']>>
  /** The lint findings about signals, by entry id. */
  signalFindings: Readonly<Record<string, LintFinding[]>>
  openedCase: CaseFile | null
  questions: Question[]
  pages: PairedPage[]
  /** The passphrase of the vault. */
  passphrase: string
  /** The recovery code of the vault. */
  recoveryCode: string
  /** Where the user saves a file; null when they change their mind. */
  savedTo: string | null
  /** The contents of the file that the user chooses; null when they change their mind. */
  toImport: PasskeySummary[] | null
  /** Why a file of the vault cannot be erased; null: everything can. */
  eraseFault: string | null
  /** The contents of the vault's files. */
  report: VaultReport
  audit: AuditState
  /** The last report card. */
  reportCard: AuditReportCard | undefined
  /** Whether the user allows an audit file to run. */
  allowsAuditFiles: boolean
  /** The provider profiles to choose from. */
  profiles: readonly ProfileSummary[]
  /** The profiles that could not be loaded at the start. */
  damagedProfiles: readonly DamagedProfile[]
  /** The result of loading the file that the user chooses next; null: the user cancels. */
  profileToLoad: LoadedProfile | null
  /** The profile that is edited next. */
  profileForm: ProfileForm
  /** The faults of every draft of a profile. */
  profileFaults: readonly ProfileFault[]
  /** Answers every dry run. */
  dryRun: (request: DryRunRequest) => DryRun
}

export type Methods = {
  [M in keyof MainApi]: (...args: Parameters<MainApi[M]>) => ReturnType<MainApi[M]>
}

/** Sends an event to the window. */
export type Emit = <E extends keyof MainEvents>(event: E, data: MainEvents[E]) => void
