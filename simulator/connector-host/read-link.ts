/** A link taken apart, as far as a request needs it. */
export interface Link {
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Takes an absolute link apart. A trigger follows links minute by minute that differ in their last parameter alone:
 * what stands before it is read once.
 */
export function readLink(link: string): Link {
  const end = link.lastIndexOf("&");
  const [, name, value] = lastParameter.exec(link.slice(end + 1)) ?? [];
  const start = end < 0 || name === undefined ? undefined : startOf(link.slice(0, end));
  if (start === undefined || name === undefined || value === undefined) return readUrl(link);
  return { ...start, query: { ...start.query, [name]: value } };
}

/** One in which nothing is encoded. */
const lastParameter = /^([\w.-]+)=([\w.-]*)$/;

const starts = new Map<string, Link>();
const mostStarts = 1000;

/** Undefined where the query has not begun, or is over. */
function startOf(text: string): Link | undefined {
  const known = starts.get(text);
  if (known !== undefined) return known;
  if (!text.includes("?") || text.includes("#")) return undefined;
  const start = readUrl(text);
  if (starts.size >= mostStarts) starts.clear();
  starts.set(text, start);
  return start;
}

function readUrl(link: string): Link {
  const url = new URL(link);
  return { host: url.host, path: url.pathname, query: Object.fromEntries(url.searchParams) };
}
