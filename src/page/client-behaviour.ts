/** How browsers' clients differ, as far as a page's script can reproduce it (docs/deviations.md). */
import type { ClientName } from '../shared/client-name'
import { bare } from './bare'

export interface ClientBehaviour {
  /** What happens to a pending request when the document makes another one. */
  readonly pending: {
    /** For a modal request during a pending conditional `get()`. */
    readonly offer: 'gives way' | 'stays'
    /** In all other cases. */
    readonly request: 'gives way' | 'stays'
  }
  /** What `get()` does with `mediation: "silent"`. */
  readonly silentGet: 'null' | 'asks' | 'unsupported'
  readonly silentCreate: 'asks' | 'unsupported'
  /** Whether conditional `create()` exists. */
  readonly upgrades: boolean
  /** Whether PublicKeyCredential has the signal methods. */
  readonly signals: boolean
}

const LATCHKEY: ClientBehaviour = bare({
  pending: bare({ offer: 'gives way', request: 'stays' }),
  silentGet: 'null',
  silentCreate: 'asks',
  upgrades: true,
  signals: true,
})

const CHROMIUM: ClientBehaviour = bare({
  ...LATCHKEY,
  pending: bare({ offer: 'stays', request: 'stays' }),
  silentGet: 'asks',
})

const FIREFOX: ClientBehaviour = bare({
  pending: bare({ offer: 'gives way', request: 'gives way' }),
  silentGet: 'unsupported',
  silentCreate: 'unsupported',
  upgrades: false,
  signals: false,
})

export function clientBehaviour(name: ClientName): ClientBehaviour {
  if (name === 'chromium') return CHROMIUM
  return name === 'firefox' ? FIREFOX : LATCHKEY
}
