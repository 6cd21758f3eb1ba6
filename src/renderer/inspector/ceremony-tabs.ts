/** The parts of an opened ceremony. */
import type { ActivityEntry } from '../../shared/activity'

export type CeremonyTab =
  'happened' | 'request' | 'response' | 'check' | 'lint' | 'offer' | 'compare'

interface Tab {
  readonly tab: CeremonyTab
  readonly label: string
}

/** Whether an entry is about a ceremony. */
export function isCeremony({ kind }: Pick<ActivityEntry, 'kind'>): boolean {
  return kind === 'create' || kind === 'get'
}

/** One tab holds the request, the steps and the response. */
const WHOLE: readonly Tab[] = [{ tab: 'happened', label: 'Ceremony' }]

const PARTS: readonly Tab[] = [
  { tab: 'happened', label: 'What happened' },
  { tab: 'request', label: 'Request' },
  { tab: 'response', label: 'Response' },
]

/** A registration has no offer: the authenticator makes a passkey, or refuses. */
const OFFER_LABELS: Partial<Record<ActivityEntry['kind'], string>> = { create: 'Authenticator' }

interface Shown {
  /** Whether this Latchkey was asked. Only then does it know why it offered or made a passkey. */
  readonly isRecorded: boolean
  /** Whether the pane has room for request, steps and response side by side. */
  readonly isSideBySide: boolean
}

export function ceremonyTabs(
  { kind }: Pick<ActivityEntry, 'kind'>,
  { isRecorded, isSideBySide }: Shown,
): readonly Tab[] {
  return [
    ...(isSideBySide ? WHOLE : PARTS),
    { tab: 'check', label: 'Check' },
    { tab: 'lint', label: 'Lint' },
    ...(isRecorded ? [{ tab: 'offer', label: OFFER_LABELS[kind] ?? 'Offer' } as const] : []),
    { tab: 'compare', label: 'Compare' },
  ]
}
