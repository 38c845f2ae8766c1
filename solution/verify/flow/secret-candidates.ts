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

/** Shorter than any secret. */
const shortest = 8;

/** Whether a text under a name is worth a second look. A text that is computed as a whole is none. */
export function mayBeSecret(name: string | number | undefined, value: string): boolean {
  if (value.length < shortest || value.startsWith("@")) return false;
  return (name !== undefined && isTellingName(name)) || tokenShape.test(value);
}
