import type { FaultId } from '../../shared/fault'
import type { MainCalls } from '../../shared/main-api'
import type { Log } from '../platform/log'

export interface FaultPort {
  readonly faults: {
    arm(id: FaultId, times: number, origin: string | null): void
    disarmOne(id: FaultId, origin: string | null): boolean
    disarm(): void
  }
  readonly authenticator: { setOffline(isOffline: boolean): void }
  readonly log: Pick<Log, 'info'>
}

export function faultCalls({ faults, authenticator, log }: FaultPort): MainCalls<'faults'> {
  return {
    armFault: async (id, times, origin) => {
      faults.arm(id, times, origin)
      log.info(`armed the fault ${id} for ${times} answers to ${origin ?? 'every page'}`)
    },
    disarmFault: async (id, origin) => {
      const wasArmed = faults.disarmOne(id, origin)
      if (wasArmed) log.info(`disarmed the fault ${id} for ${origin ?? 'every page'}`)
      return wasArmed
    },
    disarmFaults: async () => {
      faults.disarm()
      log.info('disarmed all faults')
    },
    setOffline: async (isOffline) => {
      authenticator.setOffline(isOffline)
      log.info(`the authenticator is ${isOffline ? 'offline' : 'online'}`)
    },
  }
}
