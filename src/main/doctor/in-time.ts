import type { CheckName, Finding } from '../../cli/doctor/finding'

/** A check that takes longer is hanging. */
const TIMEOUT_MS = 5_000

/** Turns the failure or time-out of a check into a finding, so that the report has the other checks. */
export async function inTime(
  check: CheckName,
  work: Promise<readonly Finding[]>,
  timeoutMs = TIMEOUT_MS,
): Promise<readonly Finding[]> {
  const wrong = (found: string): readonly Finding[] => [
    {
      check,
      state: 'wrong',
      found,
      advice: 'Try again. If it happens again, restart the program that does not answer.',
    },
  ]
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly Finding[]>((resolve) => {
    timer = setTimeout(
      () => resolve(wrong(`The check did not finish within ${timeoutMs / 1000} seconds.`)),
      timeoutMs,
    )
  })
  const done = work.catch((error: unknown) =>
    wrong(`The check failed: ${error instanceof Error ? error.message : 'no reason'}.`),
  )
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}
