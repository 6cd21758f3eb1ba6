import type { Command, Route } from '../routes'
import type { Session } from '../session'
import type { Sessions } from '../sessions'

/**
 * Runs the command after the earlier signals of the session's pages.
 *
 * @param path below `/session/{id}/latchkey`.
 */
export function sessionRoute(
  sessions: Sessions,
  method: Route['method'],
  path: string,
  run: (session: Session, command: Command) => unknown,
): Route {
  return {
    method,
    path: `/session/:sessionId/latchkey${path}`,
    run: async (command) =>
      run(await sessions.afterSignals(command.parameters.sessionId ?? ''), command),
  }
}
