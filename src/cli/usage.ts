export const USAGE = `latchkey: passkeys for testing, from the command line

  latchkey passkeys list [--rp ID] [--user NAME]
  latchkey passkeys show PASSKEY
  latchkey passkeys rename PASSKEY [--user-name NAME] [--display-name NAME]
  latchkey passkeys rm PASSKEY… [--yes]        or --rp ID --all, --user NAME --all
  latchkey passkeys export [PASSKEY…] --output FILE [--format webdriver|cdp|playwright] [--yes]
  latchkey passkeys import FILE [--format webdriver|cdp|playwright]
  latchkey vault check                         what the vault’s file holds, and what is missing
  latchkey vault backups
  latchkey vault repair [--yes]                goes on with what a damaged file still holds
  latchkey vault restore BACKUP [--yes]
  latchkey vault undo [--yes]                  undoes the last repair or restore
  latchkey vault accept [--yes]                uses the file of another vault in the vault’s place
  latchkey fault list [TEXT]                   what may be wrong with an answer, and what is armed
  latchkey fault arm FAULT [--times N] [--origin ORIGIN]
                                               for the next N answers, 1 by default; to one page alone
  latchkey fault disarm [FAULT [--origin=ORIGIN]]
  latchkey profile list                        the provider profiles of the running app
  latchkey profile load FILE [--yes]           --yes: also in the place of one of the same id
  latchkey profile remove PROFILE
  latchkey doctor
  latchkey --automation …        serves test drivers, see docs/automation.md

PASSKEY is a credential id or its beginning. --rp ID and --user NAME also choose passkeys.
--json   one JSON document on the standard output
--yes    skip the confirmation in the window, if the settings allow --yes;
         for “vault”: do it, and do not only say what would be done
--data FOLDER, --keychain-service NAME   which Latchkey to use

Exit codes: 0 done, 1 failed, 2 nothing found, 3 denied, 4 vault locked, 5 vault damaged, 6 Latchkey does not
run or respond, 64 wrong command line, or several passkeys fit where the command needs one
`
