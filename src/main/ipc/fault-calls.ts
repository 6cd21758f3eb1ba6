import type { FaultId } from '../../shared/fault'
import type { MainCalls } from '../../shared/main-api'
import type { Log } from '../platform/log'

export interface FaultPort {
  readonly faults: { arm(id: FaultId, times: number): void; disarm(): void }
  readonly log: Pick<Log, 'info'>
}

export function faultCalls({ faults, log }: FaultPort): MainCalls<'faults'> {
  return {
    armFault: async (id, times) => {
      faults.arm(id, times)
      log.info(`armed the fault ${id} for ${times} answers`)
    },
    disarmFaults: async () => {
      faults.disarm()
      log.info('disarmed all faults')
    },
  }
}
