import type { CeremonyDetail } from '../../shared/ceremony-detail'

/** A ceremony to take away: what the record keeps of it, and how it ended. */
export interface ExportedCeremony {
  readonly detail: CeremonyDetail
  /** The page; null where it is not known. */
  readonly origin: string | null
  readonly rpId: string | null
  readonly outcome: 'done' | 'nothing' | 'refused'
  /** The name of the error that the page got; null: the page got no error. */
  readonly error: string | null
  /** The answer to the registration of the passkey that signed in; left out where it is not known. */
  readonly registration?: CeremonyDetail['response']
}

/** Where the page was, for code that needs one. */
export function originOf({ origin }: ExportedCeremony): string {
  return origin ?? 'https://example.org'
}
