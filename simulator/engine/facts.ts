// What the platform fixes, each with its source. PAL: power-automate-docs, limits-and-config.md. LAA: azure-docs,
// logic-apps-workflow-actions-triggers.md. LAE: azure-docs, error-exception-handling.md.

/** Limits of a flow [PAL]. */
export const limits = {
  actionsPerFlow: 500,
  nesting: 8,
  switchCases: 25,
  variables: 250,
  nameLength: 80,
  expressionLength: 8192,
  descriptionLength: 256,
  foreachItems: 100_000,
  splitOnItems: 100_000,
  splitOnItemsWithConcurrency: 100,
  paginatedItems: 100_000,
  untilCount: 5000,
  concurrentRuns: 100,
  concurrentIterations: 50,
} as const;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Spans of time, in milliseconds. */
export const spans = {
  second,
  minute,
  hour,
  day,
  /** How long a caller of an HTTP trigger waits, and how long an outgoing request may take [PAL]. */
  synchronousCall: 120 * second,
  /** The longest life of a run [PAL]. */
  run: 30 * day,
  shortestRecurrence: minute,
  longestRecurrence: 500 * day,
  /** Between two looks at a long operation whose answer names no Retry-After (a measured run waited so long). */
  asyncPoll: 10 * second,
} as const;

/** Loops [PAL, LAA]. A Foreach of Power Automate runs one iteration at a time unless it says otherwise. */
export const loopDefaults = { foreachDegree: 1, untilCount: 60, untilTimeout: hour } as const;

/** Trigger concurrency [PAL]: runs at the same time when it is on and no number is given. */
export const defaultConcurrentRuns = 25;

/** Retry policies [LAE]. */
export const retryLimits = { count: 90, shortest: 5 * second, longest: day } as const;

/** Bounds of the simulator itself: pages of one call, looks at one long operation. */
export const pageLimit = 1000;
export const asyncPollLimit = 100_000;

/** Statuses that a retry policy repeats, unless it names its own [LAE]; 5xx besides. */
export const repeatedStatuses: readonly number[] = [408, 429];
