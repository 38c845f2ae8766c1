import { type Command, type Flag, globalFlags, reference } from "./reference.ts";

/** A call that fits the reference, flags under their long names. */
export interface Call {
  readonly command: string;
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly switches: ReadonlySet<string>;
}

export type Reading =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly problem: string };

/** Holds a command line against the reference. */
export function readCall(words: readonly string[]): Reading {
  const command = Object.keys(reference).find(
    (name) => words.slice(0, name.split(" ").length).join(" ") === name,
  );
  const known = command === undefined ? undefined : reference[command];
  if (command === undefined || known === undefined) {
    return { ok: false, problem: `Command ${words.slice(0, 3).join(":")} not found.` };
  }
  const values: Record<string, string[]> = {};
  const switches = new Set<string>();
  const rest = words.slice(command.split(" ").length);
  for (let index = 0; index < rest.length; index += 1) {
    const [word = "", inline] = splitInline(rest[index] ?? "");
    const flag = findFlag(known, word);
    if (flag === undefined) return { ok: false, problem: `Nonexistent flag: ${word}` };
    if (flag.kind === "switch") {
      switches.add(flag.name);
      continue;
    }
    const value = inline ?? rest[index + 1];
    if (value === undefined || value === "")
      return { ok: false, problem: `Flag --${flag.name} expects a value` };
    if (inline === undefined) index += 1;
    if (flag.kind === "value" && values[flag.name] !== undefined) {
      return { ok: false, problem: `Flag --${flag.name} can only be specified once` };
    }
    values[flag.name] = [...(values[flag.name] ?? []), value];
  }
  const problem = against(known, new Set([...Object.keys(values), ...switches]));
  return problem === undefined ? { ok: true, call: { command, values, switches } } : { ok: false, problem };
}

function splitInline(word: string): readonly [string, string | undefined] {
  const equals = word.startsWith("--") ? word.indexOf("=") : -1;
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function findFlag({ flags }: Command, word: string): Flag | undefined {
  return [...flags, ...globalFlags].find(
    ({ name, short }) => word === `--${name}` || word === `-${short ?? "-"}`,
  );
}

function against(command: Command, given: ReadonlySet<string>): string | undefined {
  const missing = command.flags.find(({ name, required }) => required === true && !given.has(name));
  if (missing !== undefined) return `Missing required flag ${missing.name}`;
  for (const group of command.exactlyOne ?? []) {
    const count = group.filter((name) => given.has(name)).length;
    if (count !== 1)
      return `Exactly one of the following must be provided: ${group.map((name) => `--${name}`).join(", ")}`;
  }
  for (const [flag, other] of command.dependsOn ?? []) {
    if (given.has(flag) && !given.has(other))
      return `All of the following must be provided when using --${flag}: --${other}`;
  }
  for (const [flag, other] of command.excludes ?? []) {
    if (given.has(flag) && given.has(other)) return `--${flag} cannot also be provided when using --${other}`;
  }
  return undefined;
}
