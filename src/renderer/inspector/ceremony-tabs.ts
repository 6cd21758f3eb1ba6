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

/** A registration has no offer: its authenticator makes a passkey, or refuses. */
const OFFER_LABELS: Partial<Record<ActivityEntry['kind'], string>> = { create: 'Authenticator' }

/** @param isRecorded whether this Latchkey was asked: only then it knows why it offered or made a passkey. */
export function ceremonyTabs(
  { kind }: Pick<ActivityEntry, 'kind'>,
  isRecorded: boolean,
): readonly Tab[] {
  return [
    { tab: 'happened', label: 'What happened' },
    { tab: 'request', label: 'Request' },
    { tab: 'response', label: 'Response' },
    { tab: 'check', label: 'Check' },
    { tab: 'lint', label: 'Lint' },
    ...(isRecorded ? [{ tab: 'offer', label: OFFER_LABELS[kind] ?? 'Offer' } as const] : []),
    { tab: 'compare', label: 'Compare' },
  ]
}
