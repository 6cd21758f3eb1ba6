/** The tools that read ceremonies, loaded once. */
export function loadCeremonyTools(): Promise<typeof import('./ceremony-tools')> {
  return import('./ceremony-tools')
}
