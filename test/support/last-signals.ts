/** A page that signals in its last events. */
import type { ScriptPage } from './script-page'

/** The script that signals. It remembers the events that occurred, because browsers leave some of them out. */
export const signalsAtTheEnd = `<script>
  localStorage.fired = ''
  for (const [event, target] of [['pagehide', window], ['visibilitychange', document], ['unload', window]])
    target.addEventListener(event, () => {
      localStorage.fired += event + ' '
      PublicKeyCredential.signalCurrentUserDetails(
        { rpId: 'localhost', userId: 'AQ', name: event, displayName: event })
    })
</script>`

/** The events that the closed page received, read in another page of its origin. */
export async function firedAtTheEnd(at: ScriptPage): Promise<string[]> {
  const fired = await at.run(() => localStorage.getItem('fired') ?? '', undefined)
  return fired.trim().split(' ')
}

/** The events whose signals the bridge received. */
export function heardAtTheEnd(at: ScriptPage): unknown[] {
  return at.bridge.script
    .heardOf('signal')
    .map(({ options }) => (options as { readonly name: string }).name)
}
