import { anything, declaredKinds, type Kinds } from "../expressions/kinds.ts";
import { Remembered } from "../expressions/remembered.ts";
import { type Screened, screen } from "../expressions/screen.ts";
import { isObject, type JsonTree, objectOf, textIn } from "../json-values.ts";
import { type FoundDefinition, findDefinition } from "./find-definition.ts";
import type { Action, Block, FlowParts, Operation, Path, TextUse } from "./parts.ts";
import { type Literal, Suspicions } from "./secret-candidates.ts";

/** Reads a flow in any of the forms in which its definition travels; undefined where there is none. */
export function readFlowParts(content: unknown): FlowParts | undefined {
  const found = findDefinition(content);
  return found === undefined ? undefined : new FlowReading(found).read();
}

interface DraftBlock extends Block {
  readonly actions: Action[];
}

/** A text, before it is looked at. */
type FoundText = Omit<TextUse, "screened">;

class FlowReading {
  readonly #found: FoundDefinition;
  readonly #actions: Action[] = [];
  readonly #byName = new Map<string, Action>();
  readonly #variables = new Map<string, string>();
  readonly #parameters: ReadonlyMap<string, string>;
  readonly #texts: FoundText[] = [];
  readonly #literals: Literal[] = [];
  readonly #suspicions = new Suspicions();
  readonly #screened = new Remembered<Screened>((text) => screen(text, this.#kindsByName));
  /** The way to what is being read. */
  readonly #way: (string | number)[];

  constructor(found: FoundDefinition) {
    this.#found = found;
    this.#way = [...found.base];
    const parameters = Object.entries(objectOf(found.definition["parameters"]));
    this.#parameters = new Map(
      parameters.map(([name, declaration]) => [name.toLowerCase(), textIn(objectOf(declaration)["type"])]),
    );
  }

  read(): FlowParts {
    const { definition } = this.#found;
    const triggers = this.#readTriggers(definition["triggers"]);
    const block = this.#readBlock(definition["actions"], "actions", undefined, 1);
    this.#findAt("outputs", definition["outputs"], undefined);
    const screened = (text: string): Screened => this.#screened.of(text);
    return {
      ...this.#found,
      triggers,
      block,
      actions: this.#actions,
      byName: this.#byName,
      // Only now are all variables known.
      texts: this.#texts.map(({ text, path, owner }) => ({ text, screened: screened(text), path, owner })),
      literals: this.#literals,
      variables: this.#variables,
      parameters: new Set(this.#parameters.keys()),
      screened,
    };
  }

  readonly #kindsByName = (by: string, name: string): Kinds => {
    const types = by === "variables" ? this.#variables : by === "parameters" ? this.#parameters : undefined;
    const type = types?.get(name.toLowerCase());
    return type === undefined ? anything : declaredKinds(type);
  };

  #readTriggers(value: unknown): readonly Operation[] {
    const triggers = objectOf(value);
    return Object.keys(triggers).map((name) => {
      this.#way.push("triggers", name);
      const trigger = this.#operation(name, triggers[name], [...this.#way]);
      for (const key of Object.keys(trigger.value)) {
        if (!silent.has(key)) this.#findAt(key, trigger.value[key], trigger);
      }
      this.#way.length -= 2;
      return trigger;
    });
  }

  #operation(name: string, value: unknown, path: Path): Operation {
    const tree = objectOf(value);
    const type = textIn(tree["type"]);
    return { name, key: name.toLowerCase(), type, kind: type.toLowerCase(), value: tree, path };
  }

  #readBlock(value: unknown, kind: Block["kind"], owner: Action | undefined, depth: number): Block {
    const block: DraftBlock = { kind, owner, depth, actions: [] };
    const actions = objectOf(value);
    this.#way.push("actions");
    for (const name of Object.keys(actions)) {
      this.#way.push(name);
      this.#readAction(name, actions[name], block);
      this.#way.pop();
    }
    this.#way.pop();
    return block;
  }

  #readAction(name: string, given: unknown, block: DraftBlock): void {
    const { key, type, kind, value, path } = this.#operation(name, given, [...this.#way]);
    const place = block.actions.length;
    const waitsFor = Object.keys(objectOf(value["runAfter"])).map((each) => each.toLowerCase());
    const blocks: Block[] = [];
    const action: Action = { name, key, type, kind, value, path, block, place, waitsFor, blocks };
    block.actions.push(action);
    this.#actions.push(action);
    if (!this.#byName.has(key)) this.#byName.set(key, action);
    this.#noteVariables(action);
    for (const part of Object.keys(value)) {
      if (!silent.has(part) && !nesting.has(part)) this.#findAt(part, value[part], action);
    }
    this.#readInner(value, "actions", action, blocks);
    for (const branch of ["else", "default"] as const) {
      this.#way.push(branch);
      this.#readInner(value[branch], branch, action, blocks);
      this.#way.pop();
    }
    this.#readCases(action, blocks);
  }

  #readInner(holder: unknown, kind: Block["kind"], action: Action, blocks: Block[]): void {
    const { actions } = objectOf(holder);
    if (actions !== undefined) blocks.push(this.#readBlock(actions, kind, action, action.block.depth + 1));
  }

  /** A Switch has cases, an agent of Logic Apps has tools. */
  #readCases(action: Action, blocks: Block[]): void {
    for (const branches of ["cases", "tools"] as const) {
      const cases = objectOf(action.value[branches]);
      for (const label of Object.keys(cases)) {
        this.#way.push(branches, label);
        this.#findAt("case", objectOf(cases[label])["case"], action);
        this.#readInner(cases[label], "case", action, blocks);
        this.#way.length -= 2;
      }
    }
  }

  #noteVariables({ kind, value }: Action): void {
    if (kind !== "initializevariable") return;
    const { variables } = objectOf(value["inputs"]);
    if (!Array.isArray(variables)) return;
    for (const each of variables) {
      const { name, type: declared } = objectOf(each);
      if (typeof name === "string") this.#variables.set(name.toLowerCase(), textIn(declared));
    }
  }

  #findAt(step: string | number, value: unknown, owner: Operation | undefined): void {
    this.#way.push(step);
    this.#find(value, owner);
    this.#way.pop();
  }

  /** The texts below a value in which something is evaluated, names of properties among them. */
  #find(value: unknown, owner: Operation | undefined): void {
    if (typeof value === "string") {
      if (isEvaluated(value)) this.#texts.push({ text: value, path: [...this.#way], owner });
      if (this.#suspicions.isWorthALook(this.#way.at(-1), value)) {
        this.#literals.push({ text: value, path: [...this.#way] });
      }
    } else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) this.#findAt(index, value[index], owner);
    } else if (isObject(value)) this.#findInObject(value, owner);
  }

  #findInObject(value: JsonTree, owner: Operation | undefined): void {
    for (const key of Object.keys(value)) {
      const each = value[key];
      if (typeof each === "number" || typeof each === "boolean") continue;
      this.#way.push(key);
      if (isEvaluated(key)) this.#texts.push({ text: key, path: [...this.#way], owner });
      // The shape of a payload: descriptions and examples in it are not evaluated.
      if (key !== "schema" || this.#way.at(-2) !== "inputs") this.#find(each, owner);
      this.#way.pop();
    }
  }
}

/** What says something to readers and designers only. */
const silent = new Set(["type", "kind", "runAfter", "description", "metadata"]);
/** Actions inside of an action belong to themselves. */
const nesting = new Set(["actions", "else", "default", "cases", "tools"]);

function isEvaluated(text: string): boolean {
  const mark = text.indexOf("@");
  if (mark === -1) return false;
  return mark === 0 ? text.length > 1 && text.charCodeAt(1) !== 0x40 : text.includes("@{", mark);
}
