/** Delays quitting while only the open vault has its key, until the user has decided. */
import type { KeyNotice } from '../../shared/app-state'

export type QuitDecision = 'stay' | 'try-again' | 'quit'

export interface QuitGuardPorts {
  /** Checks the key, and returns what the user should know. Never rejects. */
  readonly check: () => Promise<KeyNotice | null>
  /** Asks the user what to do about a lost key. */
  readonly ask: (lost: KeyNotice) => Promise<QuitDecision>
  readonly quit: () => void
}

export class QuitGuard {
  readonly #ports: QuitGuardPorts
  #state: 'idle' | 'checking' | 'may-quit' = 'idle'

  constructor(ports: QuitGuardPorts) {
    this.#ports = ports
  }

  /** Whether the app may quit now. If not, the guard checks the key, and quits or stays afterwards. */
  mayQuit(): boolean {
    if (this.#state === 'idle') void this.#checkAndQuit()
    return this.#state === 'may-quit'
  }

  async #checkAndQuit(): Promise<void> {
    this.#state = 'checking'
    const decision = await this.#decide()
    this.#state = decision === 'quit' ? 'may-quit' : 'idle'
    if (decision === 'quit') this.#ports.quit()
  }

  async #decide(): Promise<'stay' | 'quit'> {
    for (;;) {
      const notice = await this.#ports.check()
      if (notice?.is !== 'lost') return 'quit'
      const decision = await this.#ports.ask(notice)
      if (decision !== 'try-again') return decision
    }
  }
}
