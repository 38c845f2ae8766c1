/** A text in a flow that may be a secret, found as the flow is read. */
export interface Literal {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** Names under which secrets stand, in lower case and without signs between words. */
const telling = new Set([
  "password",
  "clientsecret",
  "secret",
  "apikey",
  "subscriptionkey",
  "accesskey",
  "accountkey",
  "privatekey",
  "pfx",
  "authorization",
  "xapikey",
  "xfunctionskey",
  "ocpapimsubscriptionkey",
  "xauthtoken",
  "accesstoken",
  "refreshtoken",
  "bearertoken",
]);

/** Texts that are secrets wherever they stand: keys and tokens of well-known form. */
export const tokenShape =
  /\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{50,}|\bxox[abprs]-[0-9A-Za-z-]{20,}|\b[rs]k_live_[0-9A-Za-z]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:Account|SharedAccess)Key=[A-Za-z0-9+/]{40,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|\bclient_secret=[^&\s@{}]{12,}|[?&](?:sig|code|subscription-key|api[_-]?key|access_token)=[^&\s@{}]{20,}/;

export const isTellingName = (name: string | number): boolean =>
  typeof name === "string" && telling.has(plainName(name));

/** A name in the form in which names are compared: the last part of `item/x-api-key` is `xapikey`. */
function plainName(name: string): string {
  return name
    .slice(name.lastIndexOf("/") + 1)
    .replace(/[-_ .]/g, "")
    .toLowerCase();
}

/** Shorter than any secret, and than any token of known form. */
const shortest = 8;
const shortestToken = 20;

/** Which texts under which names are worth a second look; flows repeat both, and each is looked at once. */
export class Suspicions {
  readonly #names = new Map<string | number, boolean>();
  readonly #tokens = new Map<string, boolean>();

  /** A text that is computed as a whole is no secret. */
  isWorthALook(name: string | number | undefined, value: string): boolean {
    if (value.length < shortest || value.charCodeAt(0) === 0x40) return false;
    if (name !== undefined && known(this.#names, name, isTellingName)) return true;
    return value.length >= shortestToken && known(this.#tokens, value, (text) => tokenShape.test(text));
  }
}

function known<Key>(answers: Map<Key, boolean>, key: Key, find: (key: Key) => boolean): boolean {
  const before = answers.get(key);
  if (before !== undefined) return before;
  const answer = find(key);
  answers.set(key, answer);
  return answer;
}
