import { catalogueFor } from "../../../simulator/expressions/catalogue.ts";
import { resolveQuirks } from "../../../simulator/expressions/index.ts";
import { anything, float, integer, type Kinds, list, nothing, number, object, text, truth } from "./kinds.ts";

/** A function as far as it matters before anything runs. */
export interface Signature {
  readonly name: string;
  /** The name in lower case. */
  readonly key: string;
  readonly minimum: number;
  readonly maximum: number;
  /** What each parameter takes; the last one stands for all that follow. */
  readonly takes: readonly Kinds[];
  readonly gives: Kinds;
  /** Whether the call can fail for what its arguments are, though they are of the right kinds. */
  readonly isChoosy: boolean;
  readonly role: Role;
}

/**
 * What a call needs beyond its kinds. `choice`, `coalesce` and `condition` evaluate no more of their arguments than they
 * need, but always the first; `naming` refers to something by name; `order` compares like with like.
 */
export type Role = "choice" | "coalesce" | "condition" | "naming" | "order" | "plain";

const roles: Readonly<Record<string, Role>> = {
  if: "choice",
  coalesce: "coalesce",
  and: "condition",
  or: "condition",
  less: "order",
  lessorequals: "order",
  greater: "order",
  greaterorequals: "order",
  outputs: "naming",
  body: "naming",
  actions: "naming",
  result: "naming",
  items: "naming",
  actionoutputs: "naming",
  actionbody: "naming",
  iterationindexes: "naming",
  variables: "naming",
  parameters: "naming",
};

type Row = readonly [takes: readonly Kinds[], gives: Kinds];

const optional = text | nothing;
const series = text | list;
const moved: Row = [[text, number, optional], text];
const spanned: Row = [[text, number, text, optional], text];
const started: Row = [[text, optional], text];
const onText: Row = [[text], text];
const between: Row = [[number, number], number];
// An integer is left in peace where a truth is meant: documentation and measurements contradict each other.
const condition = truth | integer;
const compared: Row = [[text | number, text | number], truth];

/**
 * What functions take and give (Logic Apps function reference; the messages of the platform). Names are in lower case;
 * a function that is not here takes and gives anything. Kinds that some source says are converted count as taken.
 */
const rows: Readonly<Record<string, Row>> = {
  if: [[condition, anything, anything], anything],
  and: [[condition], truth],
  or: [[condition], truth],
  not: [[condition], truth],
  equals: [[anything], truth],
  less: compared,
  lessorequals: compared,
  greater: compared,
  greaterorequals: compared,
  concat: [[anything], text],
  substring: [[text, number, number], text],
  slice: [[text, number, number], text],
  replace: [[text], text],
  guid: [[optional], text],
  tolower: onText,
  toupper: onText,
  trim: onText,
  indexof: [[text], integer],
  lastindexof: [[text], integer],
  nthindexof: [[text, text, number], integer],
  startswith: [[text], truth],
  endswith: [[text], truth],
  split: [[text], list],
  isint: [[anything], truth],
  isfloat: [[anything], truth],
  contains: [[text | list | object | nothing, anything], truth],
  length: [[series], integer],
  empty: [[series | object | nothing], truth],
  first: [[series], anything],
  last: [[series], anything],
  take: [[series, number], series],
  skip: [[series, number], series],
  join: [[list, text], text],
  union: [[list | object], list | object],
  intersection: [[list | object], list | object],
  chunk: [[series, number], list],
  sort: [[list, optional], list],
  reverse: [[list], list],
  add: between,
  sub: between,
  mul: between,
  div: between,
  mod: between,
  min: [[number | list], number],
  max: [[number | list], number],
  rand: [[number], integer],
  range: [[number], list],
  int: [[text | number | truth], integer],
  float: [[text | number, optional], float],
  decimal: [[text | number], number],
  formatnumber: [[number, text, optional], text],
  string: [[anything], text],
  bool: [[text | number | truth], truth],
  array: [[anything], list],
  createarray: [[anything], list],
  utf8length: [[text], integer],
  utf16length: [[text], integer],
  utcnow: [[optional], text],
  getfuturetime: [[number, text, optional], text],
  getpasttime: [[number, text, optional], text],
  addtotime: spanned,
  subtractfromtime: spanned,
  addseconds: moved,
  addminutes: moved,
  addhours: moved,
  adddays: moved,
  datedifference: [[text], text],
  converttimezone: [[text, text, text, optional], text],
  converttoutc: [[text, text, optional], text],
  convertfromutc: [[text, text, optional], text],
  formatdatetime: [[text, optional], text],
  parsedatetime: [[text, optional], text],
  startofhour: started,
  startofday: started,
  startofmonth: started,
  dayofweek: [[text], integer],
  dayofmonth: [[text], integer],
  dayofyear: [[text], integer],
  ticks: [[text], integer],
  base64: [[anything], text],
  base64tostring: onText,
  decodebase64: onText,
  base64tobinary: [[text], object],
  binary: [[anything], object],
  datauri: [[anything], text],
  encodeuricomponent: [[anything], text],
  uricomponent: [[anything], text],
  decodeuricomponent: onText,
  uricomponenttostring: onText,
  urihost: onText,
  uripath: onText,
  uripathandquery: onText,
  uriport: [[text], integer],
  uriquery: onText,
  urischeme: onText,
  addproperty: [[object, text, anything], object],
  setproperty: [[object, text, anything], object],
  removeproperty: [[object, text], object],
  mergeobjects: [[object], object],
  workflow: [[anything], object],
  iterationindexes: [[text], integer],
};

/** Functions that read their argument: a date, a number, JSON, a place in a text. */
const choosy = new Set(
  [
    "int float decimal bool json xml substring div mod range take skip chunk formatnumber addtotime subtractfromtime",
    "addseconds addminutes addhours adddays datedifference converttimezone converttoutc convertfromutc formatdatetime",
    "startofhour startofday startofmonth dayofweek dayofmonth dayofyear ticks base64tostring base64tobinary",
    "datauritostring datauritobinary urihost uripath uripathandquery uriport uriquery urischeme",
  ].flatMap((line) => line.split(" ")),
);

const ofEngine: readonly Signature[] = [...catalogueFor(resolveQuirks())].map(
  ([key, { name, minimum, maximum }]) => {
    const [takes, gives] = rows[key] ?? [[anything], anything];
    const isChoosy = choosy.has(key);
    return { name, key, minimum, maximum, takes, gives, isChoosy, role: roles[key] ?? "plain" };
  },
);

/** Functions of agents, which Logic Apps have and the expression engine does not know. */
const ofAgents: readonly Signature[] = ["agentParameters", "channelTriggerBody", "assistantMessage"].map(
  (name) => ({
    name,
    key: name.toLowerCase(),
    minimum: 0,
    maximum: Number.POSITIVE_INFINITY,
    takes: [anything],
    gives: anything,
    isChoosy: false,
    role: "plain",
  }),
);

const all: readonly Signature[] = [...ofEngine, ...ofAgents];

const byKey = new Map(all.map((signature) => [signature.key, signature]));

/** One more letter of a name. */
export const hashed = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;

/** A power of two, so large that few names share a place. */
const places = 4096;

/** As the designer spells them, which is how nearly all flows do. Of two at one place, one is found by its key. */
const bySpelling: readonly (Spelling | undefined)[] = spellings();

interface Spelling {
  readonly signature: Signature;
  readonly codes: Uint16Array;
}

function spellings(): (Spelling | undefined)[] {
  const table = new Array<Spelling | undefined>(places).fill(undefined);
  for (const signature of all) {
    const codes = Uint16Array.from(signature.name, (character) => character.charCodeAt(0));
    table[codes.reduce(hashed, 0) & (places - 1)] = { signature, codes };
  }
  return table;
}

/**
 * The function whose name stands at a place in a text. It is looked up by the hash of its letters, since making a text
 * of each name would take longer than anything else.
 */
export function signatureAt(
  text: string,
  codes: Uint16Array,
  start: number,
  end: number,
  hash: number,
): Signature | undefined {
  const spelling = bySpelling[hash & (places - 1)];
  if (spelling !== undefined && stands(spelling.codes, codes, start, end)) return spelling.signature;
  return byKey.get(text.slice(start, end).toLowerCase());
}

function stands(name: Uint16Array, codes: Uint16Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (name[index] !== codes[start + index]) return false;
  }
  return true;
}
