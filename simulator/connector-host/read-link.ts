/** A link taken apart, as far as a request needs it. */
export interface Link {
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Takes an absolute link apart. A trigger follows the same address minute by minute, with ever another query. */
export function readLink(link: string): Link {
  const mark = link.indexOf("?");
  if (mark < 0 || !isPlain.test(link)) return readUrl(link);
  return { ...addressOf(link.slice(0, mark)), query: readQuery(link.slice(mark + 1)) };
}

/** Without a fragment, and without characters that a URL would have to encode or that are encoded in several bytes. */
const isPlain = /^(?:[!"$&-~]|%[0-7][\dA-Fa-f])+$/;

function readQuery(text: string): Readonly<Record<string, string>> {
  const query: Record<string, string> = {};
  for (const part of text.split("&")) {
    if (part === "") continue;
    const mark = part.indexOf("=");
    const name = mark < 0 ? part : part.slice(0, mark);
    query[decode(name)] = mark < 0 ? "" : decode(part.slice(mark + 1));
  }
  return query;
}

function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  const known = decoded.get(text) ?? decodeURIComponent(text.replaceAll("+", " "));
  if (decoded.size >= mostRemembered) decoded.clear();
  decoded.set(text, known);
  return known;
}

/** The columns that a trigger selects stand in each of its links. */
const decoded = new Map<string, string>();
const mostRemembered = 1000;

function readUrl(link: string): Link {
  const url = new URL(link);
  return { host: url.host, path: url.pathname, query: Object.fromEntries(url.searchParams) };
}

const addresses = new Map<string, Omit<Link, "query">>();

function addressOf(text: string): Omit<Link, "query"> {
  const known = addresses.get(text);
  if (known !== undefined) return known;
  const { host, pathname: path } = new URL(text);
  if (addresses.size >= mostRemembered) addresses.clear();
  addresses.set(text, { host, path });
  return { host, path };
}
