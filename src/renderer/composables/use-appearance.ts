import { watchEffect } from 'vue'
import type { Appearance } from '../../shared/appearance'

/** Sets the chosen appearance on `<html>`. Without a choice, the system decides. */
export function useAppearance(appearance: () => Appearance | undefined): void {
  watchEffect(() => {
    const chosen = appearance() ?? 'system'
    if (chosen === 'system') delete document.documentElement.dataset.appearance
    else document.documentElement.dataset.appearance = chosen
  })
}
