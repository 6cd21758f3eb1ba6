import type { FaultId } from '../../shared/fault'
import type { MainCalls } from '../../shared/main-api'
import type { Log } from '../platform/log'

export interface FaultPort {
  readonly faults: { arm(id: FaultId, times: number, origin: string | null): void; disarm(): void }
  readonly log: Pick<Log, 'info'>
}

export function faultCalls({ faults, log }: FaultPort): MainCalls<'faults'> {
  return {
    armFault: async (id, times, origin) => {
      faults.arm(id, times, origin)
      log.info(`armed the fault ${id} for ${times} answers to ${origin ?? 'every page'}`)
    },
    disarmFaults: async () => {
      faults.disarm()
      log.info('disarmed all faults')
    },
  }
}
