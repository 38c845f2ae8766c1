import { commonFlags, type Flag, reference, type Verb } from "./reference.ts";

/** A call that fits the reference: flags under their long names, switches as true or false. */
export interface Call {
  readonly verb: string;
  readonly values: Readonly<Record<string, string>>;
  readonly switches: ReadonlySet<string>;
}

export type Reading =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly problem: string };

/** Holds a command line against the reference. Names of verbs and flags are read without regard to case, as pac does. */
export function readCall(words: readonly string[]): Reading {
  const verb = words.slice(0, 2).join(" ").toLowerCase();
  const known = reference[verb];
  if (known === undefined)
    return { ok: false, problem: `'${words.slice(0, 2).join(" ")}' is not a valid command.` };
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  const given = new Set<string>();
  const rest = words.slice(2);
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? "";
    const flag = findFlag(known, word);
    if (flag === undefined)
      return { ok: false, problem: `'${word}' is not a valid argument of 'pac ${verb}'.` };
    if (given.has(flag.name)) return { ok: false, problem: `The argument '${flag.name}' is given twice.` };
    given.add(flag.name);
    const next = rest[index + 1];
    const follows = next !== undefined && findFlag(known, next) === undefined;
    if (flag.kind === "switch") {
      if (follows && /^(?:true|false)$/i.test(next)) index += 1;
      if (!(follows && next.toLowerCase() === "false")) switches.add(flag.name);
      continue;
    }
    if (!follows || next === "") return { ok: false, problem: `The argument '${flag.name}' needs a value.` };
    index += 1;
    values[flag.name] = next;
    const problem = unfit(flag, next);
    if (problem !== undefined) return { ok: false, problem };
  }
  const standing = new Set([...Object.keys(values), ...switches]);
  const problem = missing(known, standing) ?? combination(known, standing);
  return problem === undefined ? { ok: true, call: { verb, values, switches } } : { ok: false, problem };
}

/** The same words with every secret taken out. */
export function withoutSecrets(words: readonly string[]): readonly string[] {
  const verb = reference[words.slice(0, 2).join(" ").toLowerCase()];
  return words.map((word, index) => {
    const before = verb === undefined ? undefined : findFlag(verb, words[index - 1] ?? "");
    if (before?.secret !== true) return word;
    return word.startsWith("data:") ? "<secret, encoded>" : "<secret>";
  });
}

function findFlag({ flags }: Verb, word: string): Flag | undefined {
  const lower = word.toLowerCase();
  return [...flags, ...commonFlags].find(
    ({ name, alias }) => name.toLowerCase() === lower || alias?.toLowerCase() === lower,
  );
}

function unfit({ name, values, least, longest }: Flag, text: string): string | undefined {
  const isListed = values?.some((each) => each.toLowerCase() === text.toLowerCase()) ?? true;
  if (!isListed) return `The value '${text}' of '${name}' is not one of ${(values ?? []).join(", ")}.`;
  if (least !== undefined && !(/^\d+$/.test(text) && Number(text) >= least)) {
    return `The value of '${name}' must be an integer with minimum value of ${least}.`;
  }
  if (longest !== undefined && text.length > longest) {
    return `The length of '${name}' should be between 1 and ${longest}.`;
  }
  return undefined;
}

function missing({ flags, oneOf = [] }: Verb, standing: ReadonlySet<string>): string | undefined {
  const absent = flags.find(({ name, required }) => required === true && !standing.has(name));
  if (absent !== undefined) return `The required argument '${absent.name}' is missing.`;
  const group = oneOf.find((names) => names.every((name) => !standing.has(name)));
  return group === undefined ? undefined : `One of ${group.join(", ")} is required.`;
}

function combination(
  { atMostOne = [], together = [] }: Verb,
  standing: ReadonlySet<string>,
): string | undefined {
  for (const names of atMostOne) {
    const both = names.filter((name) => standing.has(name));
    if (both.length > 1) return `The arguments ${both.join(" and ")} cannot be used together.`;
  }
  for (const [first, ...others] of together) {
    const absent = standing.has(first) ? others.find((name) => !standing.has(name)) : undefined;
    if (absent !== undefined) return `The argument '${first}' requires '${absent}'.`;
  }
  return undefined;
}
