/** The text of docs/providers.md, made from the profiles: `npm run providers` writes it, and a test compares it. */
import { PROFILE_FILES } from '../src/main/webauthn/providers/profile-files'
import type { ProfileFile } from '../src/main/webauthn/providers/profile-schema'
import {
  profileDescription,
  profileSignals,
} from '../src/main/webauthn/providers/provider-profiles'
import type { AuthenticatorDescription } from '../src/main/webauthn/authenticator/description'

const HEAD = `# Provider profiles

A profile makes Latchkey answer as another provider does: with its AAGUID, its flags, its counter, its order of the members of
the client data, and its errors. Choose a profile

- for the app, in *Settings → Authenticator*;
- for one page, in *Pages*;
- for a session of automation, with the setting \`profile\` ([automation.md](automation.md#settings)).

A profile changes what new ceremonies do. You can sign in with every passkey under every profile. A passkey keeps its id, its
backup flags and its transports, and remembers the profile that made it: its details say *Made as*, and whether user
verification was claimed in its first answer. The search in *Passkeys* finds a passkey by its provider, too.

Each fact has a grade and a source:

| grade | means |
|---|---|
| M | measured: real bytes were decoded |
| S | read in the provider's or browser's own source |
| V | stated by the vendor or a maintained reference |
| U | one user's report |
| I | inferred from M or S |

A property that is not known is listed as *unknown*, and Latchkey's own behaviour applies to it. The [table](#the-table) shows that
behaviour in brackets, after a question mark. Providers change, and a profile describes one version. The facts were collected in
November 2026.

## Record a provider

Your provider is not in the table, or its profile has gaps? Record it:

\`\`\`sh
npx latchkey record-provider
\`\`\`

The command serves a page at localhost. Open the page in the browser whose provider you want to record. The page sends six
requests to the browser's own WebAuthn. It keeps flags, lengths, formats and the order of members, and does not keep signatures,
certificates or secrets. *Make the profile* writes a file whose facts all have the grade M. What six requests cannot show, such as
the effect of signals, is listed as unknown. Delete the test passkeys afterwards.

A session of automation loads the file, and then plays the provider:

\`\`\`js
const profile = JSON.parse(await readFile('acme-passwords.json', 'utf8'))
await passkeys.setSettings({ profile: await passkeys.loadProfile(profile) })
\`\`\`

Over HTTP, \`POST /session/{id}/latchkey/profiles\` takes the file and answers with its id. A snapshot of the session contains the
loaded profiles.

The app loads the file with *Settings → Authenticator → Load a profile…*, or with
[\`latchkey profile load\`](command-line.md). You can then choose the profile for all pages and for each page, below *Yours*. The
app shows the grades of its facts and its unknown properties. The app refuses a file that contradicts itself, and names each
contradiction. A file with the id of a loaded profile replaces the loaded profile after you confirm.

- The app keeps the files in the folder \`profiles\` of the data folder, also after a restart. The settings name a damaged file in
  this folder; the app still loads the other files.
- *Remove* removes a profile. Where the profile was chosen, the default applies again, and the window says where. *Undo* brings
  the profile back in all these places, except where you chose another one since. Passkeys that a removed profile made still show
  its name.

## Edit a profile

You want a provider that does one thing differently? Edit a copy of a profile, or of Latchkey's own default:

1. Choose the profile in *Settings → Authenticator*, or at a page in *Pages*, and press *Edit a copy…*.
2. Change the values. The form has every property of the profile: identity, user verification, backup flags, counter, credential
   ids, attestation, discoverable passkeys, extensions, the client and signals. Below each value stands who knows it: a fact with
   its grade and source, or that the property is unknown and Latchkey's default holds. Beside the label stands the name that the
   property has in the file.
3. *Save*. Values that cannot go together are named at each of their fields, and are not saved. The rules are those that a loaded
   file has to meet.
4. Choose the copy, or press *Use it* in the notice.

The copy is a profile of yours, below *Yours* with the loaded ones. *Settings → Authenticator* edits it again, exports it as a
file that another Latchkey or a session of automation loads, and removes it. Where the profile is chosen, changes hold from the
next request on. Values that you set are one fact of grade U, *Set by hand*.

\`enterpriseRpIds\` is not in the form: the app's list for enterprise attestation stands above the profile's.

## The table

- **flags at registration**: the byte in hexadecimal, where verification is preferred.
- **id**: the bytes of a credential id.
- **required, preferred, discouraged**: what happens with this \`userVerification\`. *verify*: the user is verified, and UV is 1.
  *skip*: the user is not verified, and UV is 0. *claim*: the user is not verified, but UV is 1.
- **attestation**: what the relying party gets where it asks for an attestation.
- **excluded**: the answer if the authenticator has a passkey of \`excludeCredentials\`. *silence*: no answer until the time-out.
- **signals**: see [signals.md](signals.md).

<!-- Everything below is generated: npm run providers -->

`

/** @returns the whole page, in Markdown. */
export function providersPage(): string {
  const table = [
    '| profile | AAGUID | flags at registration | counter | id | required, preferred, discouraged | attestation | excluded | signals |',
    '|---|---|---|---|---|---|---|---|---|',
    ...PROFILE_FILES.map(rowOf),
  ]
  return `${HEAD}${table.join('\n')}\n\n${PROFILE_FILES.map(section).join('\n')}`
}

function rowOf({ id, unknown }: ProfileFile): string {
  const description = profileDescription(id)
  const { behaviour, attestationFormats } = description
  const { form, bytes } = behaviour.credentialId
  const { required, preferred, discouraged } = behaviour.verification
  const known = (knob: string, value: string) => (unknown.includes(knob) ? `? (${value})` : value)
  const attests = attestationFormats.join() === 'none' ? 'never' : (attestationFormats[0] ?? '')
  const cells = [
    `\`${id}\``,
    known('aaguid', `\`${uuid(description.aaguid)}\``),
    `\`${flagsOf(description)}\``,
    known('counter', counterOf(description)),
    known('credentialId', form === 'random' ? `${bytes}` : `${bytes}, ${form}`),
    known('verification', [required, preferred, discouraged].join(', ')),
    known('attestationFormats', attests),
    known('excluded', behaviour.excluded),
    known('signals', profileSignals(id)),
  ]
  return `| ${cells.join(' | ')} |`
}

function uuid(aaguid: Uint8Array): string {
  const hex = Buffer.from(aaguid).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** With verification preferred (WebAuthn §6.1). */
function flagsOf({ behaviour, ...description }: AuthenticatorDescription): string {
  const way = behaviour.verification.preferred
  const isVerified =
    way === 'claim' || (way === 'verify' && description.userVerification === 'succeeds')
  const flags =
    0x41 |
    (isVerified ? 0x04 : 0) |
    (description.backupEligible ? 0x08 : 0) |
    (description.backedUp ? 0x10 : 0) |
    (behaviour.emptyExtensionMap ? 0x80 : 0)
  return flags.toString(16)
}

function counterOf({ counter }: AuthenticatorDescription): string {
  if (typeof counter === 'string') return counter
  if ('fixed' in counter) return `always ${counter.fixed}`
  if ('perPasskey' in counter) return `per passkey, from ${counter.perPasskey.start}`
  return `global, from ${counter.global.start}`
}

function section({ id, title, summary, facts, unknown, notReproduced }: ProfileFile): string {
  return [
    `## ${title}`,
    '',
    `\`${id}\`. ${summary}`,
    '',
    '| fact | grade | source |',
    '|---|---|---|',
    ...facts.map(({ about, grade, source }) => `| ${about} | ${grade} | ${source} |`),
    '',
    ...(unknown.length > 0
      ? [`Unknown: ${unknown.map((name) => `\`${name}\``).join(', ')}.`, '']
      : []),
    ...(notReproduced.length > 0
      ? ['Not reproduced:', '', ...notReproduced.map((one) => `- ${one}`), '']
      : []),
  ].join('\n')
}
