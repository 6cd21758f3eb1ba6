/** Locks the vault when the screen locks, when the computer sleeps, and after a time without input. */
import type { AutoLockSettings } from '../../shared/auto-lock'
import type { Clock } from '../platform/ports'

/** The part of Electron's `powerMonitor` that tells whether the user is present. */
export interface Presence {
  on(event: 'suspend' | 'lock-screen', listener: () => void): unknown
  /** Linux has no `lock-screen` event. Some Linux desktops answer `locked` here. */
  getSystemIdleState(thresholdSeconds: number): 'active' | 'idle' | 'locked' | 'unknown'
  /** In seconds. */
  getSystemIdleTime(): number
}

export interface AutoLockPorts {
  readonly presence: Presence
  readonly clock: Pick<Clock, 'after'>
  readonly settings: () => AutoLockSettings
  readonly isOpen: () => boolean
  /** @param why one clause for the log. */
  readonly lock: (why: string) => void
}

const LOOK_MS = 5_000

/** Watches while the app runs. */
export function lockByItself(ports: AutoLockPorts): void {
  const { presence, clock, settings, isOpen } = ports
  const lock = (why: string): void => {
    if (isOpen()) ports.lock(why)
  }
  const whenAway = (why: string) => (): void => {
    if (settings().lockWhenAway) lock(why)
  }
  presence.on('suspend', whenAway('the computer sleeps'))
  presence.on('lock-screen', whenAway('the screen was locked'))
  const look = (): void => {
    clock.after(LOOK_MS, look)
    if (isOpen()) lookAt(ports)
  }
  clock.after(LOOK_MS, look)
}

function lookAt({ presence, settings, lock }: AutoLockPorts): void {
  const { lockWhenAway, lockAfterMinutes } = settings()
  const isLocked = lockWhenAway && presence.getSystemIdleState(1) === 'locked'
  if (isLocked) lock('the screen is locked')
  else if (lockAfterMinutes > 0 && presence.getSystemIdleTime() >= lockAfterMinutes * 60)
    lock(`no input for ${lockAfterMinutes} minutes`)
}
