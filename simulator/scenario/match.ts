/** One place where what is differs from what was expected. */
export interface Mismatch {
  /** `deal.Amount`, `own of deal.details.notes`. */
  readonly place: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/**
 * Compares a value with what is expected of it. Objects may have more properties than expected, lists may not have
 * more elements. A matcher stands in place of a value: `$contains`, `$matches`, `$atMost`, `$atLeast`, `$size`,
 * `$not`, `$absent`.
 */
export function compare(actual: unknown, expected: unknown, place: string): readonly Mismatch[] {
  const matcher = matcherOf(expected);
  if (matcher !== undefined) return holds(actual, matcher) ? [] : [{ place, expected, actual }];
  if (Array.isArray(expected)) return compareLists(actual, expected, place);
  if (isObject(expected)) {
    if (!isObject(actual)) return [{ place, expected, actual }];
    return Object.entries(expected).flatMap(([key, each]) => compare(actual[key], each, `${place}.${key}`));
  }
  const isAlike = actual === expected || (expected === null && actual === undefined);
  return isAlike ? [] : [{ place, expected, actual }];
}

const matchers = {
  $contains: (actual, expected) =>
    Array.isArray(actual)
      ? actual.some((each) => compare(each, expected, "").length === 0)
      : typeof actual === "string" && actual.includes(String(expected)),
  $matches: (actual, expected) => typeof actual === "string" && new RegExp(String(expected)).test(actual),
  $atMost: (actual, expected) => typeof actual === "number" && actual <= Number(expected),
  $atLeast: (actual, expected) => typeof actual === "number" && actual >= Number(expected),
  $size: (actual, expected) =>
    (Array.isArray(actual) || typeof actual === "string") && actual.length === Number(expected),
  $not: (actual, expected) => compare(actual, expected, "").length > 0,
  $absent: (actual, expected) => (actual === undefined || actual === null) === (expected === true),
} as const satisfies Record<string, (actual: unknown, expected: unknown) => boolean>;

type MatcherName = keyof typeof matchers;

interface Matcher {
  readonly name: MatcherName;
  readonly expected: unknown;
}

/** Names of all matchers, for the documentation and for messages. */
export const matcherNames = Object.keys(matchers);

function matcherOf(expected: unknown): Matcher | undefined {
  if (!isObject(expected)) return undefined;
  const [entry, second] = Object.entries(expected);
  if (entry === undefined || second !== undefined || !isMatcherName(entry[0])) return undefined;
  return { name: entry[0], expected: entry[1] };
}

const isMatcherName = (name: string): name is MatcherName => Object.hasOwn(matchers, name);

const holds = (actual: unknown, matcher: Matcher): boolean =>
  matchers[matcher.name](actual, matcher.expected);

function compareLists(actual: unknown, expected: readonly unknown[], place: string): readonly Mismatch[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) return [{ place, expected, actual }];
  return expected.flatMap((each, index) => compare(actual[index], each, `${place}[${index}]`));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
