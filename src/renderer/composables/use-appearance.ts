import { watchEffect } from 'vue'
import type { Appearance } from '../../shared/app-state'

/** Puts the chosen appearance on `<html>`; without one the system's rules. */
export function useAppearance(appearance: () => Appearance | undefined): void {
  watchEffect(() => {
    const chosen = appearance() ?? 'system'
    if (chosen === 'system') delete document.documentElement.dataset.appearance
    else document.documentElement.dataset.appearance = chosen
  })
}
