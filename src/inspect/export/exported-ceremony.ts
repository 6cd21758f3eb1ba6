import type { CeremonyDetail } from '../../shared/ceremony-detail'

/** A ceremony for export: the recorded detail, and the result. */
export interface ExportedCeremony {
  readonly detail: CeremonyDetail
  /** The page; null when unknown. */
  readonly origin: string | null
  readonly rpId: string | null
  readonly outcome: 'done' | 'nothing' | 'refused'
  /** The name of the page's error; null when there was none. */
  readonly error: string | null
  /** The response of the registration of the passkey that signed in; omitted when unknown. */
  readonly registration?: CeremonyDetail['response']
}

/** The page's origin, for code that needs one. */
export function originOf({ origin }: ExportedCeremony): string {
  return origin ?? 'https://example.org'
}
