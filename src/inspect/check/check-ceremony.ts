/**
 * Checks an answer as a relying party would, step by step (WebAuthn §7.1 and §7.2): what is right, what is wrong, and what only
 * the relying party's server can know.
 */
import { readCeremony, type CeremonyInput } from '../decode/ceremony'
import { expectedOf, type Given } from './expectations'
import { assertionSteps } from './assertion-steps'
import { authenticatorDataSteps } from './authenticator-data-steps'
import { clientDataSteps, membersStep } from './client-data-steps'
import { registrationSteps } from './registration-steps'
import { extensionStep } from './extension-step'
import { orderOf } from './section-order'
import type { CheckStep } from './step'

/** Never rejects. The steps are in the order of the specification. */
export async function checkCeremony(
  input: CeremonyInput,
  given: Given = {},
): Promise<readonly CheckStep[]> {
  const ceremony = readCeremony(input)
  const expected = expectedOf(ceremony, given)
  const { kind } = ceremony
  const own = kind === 'create' ? registrationSteps : assertionSteps
  const steps = [
    membersStep(ceremony),
    ...clientDataSteps(ceremony, expected),
    ...authenticatorDataSteps(ceremony, expected),
    ...(await own(ceremony, expected)),
    extensionStep(ceremony),
  ]
  return steps.toSorted((a, b) => orderOf(kind, a) - orderOf(kind, b))
}

/** The steps and all their parts. */
export function withParts(steps: readonly CheckStep[]): readonly CheckStep[] {
  return steps.flatMap((step) => [step, ...withParts(step.parts)])
}
