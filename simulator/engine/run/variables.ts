import { isArray, isInteger, isNumber, isObject, typeName, type WdlValue } from "../../expressions/index.ts";
import type { Variable, VariableType } from "../flow.ts";
import type { Quirks } from "../quirks.ts";

interface Cell extends Variable {
  value: WdlValue;
  /** Whether `value` is an array that nobody else holds, so that appending need not copy it. */
  isOwn: boolean;
}

/** What a variable says when it does not take a value; undefined when it does. */
export type Refusal = string | undefined;

/** The variables of a run. They belong to the whole run: iterations that go on side by side see one another's changes. */
export class Variables {
  readonly #cells = new Map<string, Cell>();
  readonly #quirks: Quirks;

  constructor(quirks: Quirks) {
    this.#quirks = quirks;
  }

  /** Undefined for a name that was not initialised. */
  read(name: string): WdlValue | undefined {
    const cell = this.#cells.get(name) ?? this.#cells.get(name.toLowerCase());
    if (cell === undefined) return undefined;
    cell.isOwn = false;
    return cell.value;
  }

  initialise({ name, type }: Variable, value: WdlValue | undefined): Refusal {
    const start = value ?? (this.#quirks["variable-without-value"] === "null" ? null : defaults[type]);
    const refusal = value === undefined || value === null ? undefined : mismatch(name, type, value);
    if (refusal === undefined) {
      this.#cells.set(name.toLowerCase(), { name, type, value: start, isOwn: false });
    }
    return refusal;
  }

  set(name: string, value: WdlValue): Refusal {
    const cell = this.#cells.get(name.toLowerCase());
    if (cell === undefined) return notInitialised(name);
    const refusal = value === null ? undefined : mismatch(name, cell.type, value);
    if (refusal !== undefined) return refusal;
    cell.value = value;
    cell.isOwn = false;
    return undefined;
  }

  append(name: string, value: WdlValue): Refusal {
    const cell = this.#cells.get(name.toLowerCase());
    if (cell === undefined) return notInitialised(name);
    if (cell.type !== "Array") return wrongKind(name, cell.type, "Array");
    const items = isArray(cell.value) ? cell.value : [];
    if (cell.isOwn)
      (items as WdlValue[]).push(value); // Own: it was made here and never handed out since.
    else {
      cell.value = [...items, value];
      cell.isOwn = true;
    }
    return undefined;
  }

  appendText(name: string, text: string): Refusal {
    const cell = this.#cells.get(name.toLowerCase());
    if (cell === undefined) return notInitialised(name);
    if (cell.type !== "String") return wrongKind(name, cell.type, "String");
    cell.value = `${typeof cell.value === "string" ? cell.value : ""}${text}`;
    return undefined;
  }

  typeOf(name: string): VariableType | undefined {
    return this.#cells.get(name.toLowerCase())?.type;
  }
}

const defaults: Readonly<Record<VariableType, WdlValue>> = {
  String: "",
  Integer: 0,
  Float: 0,
  Boolean: false,
  Array: [],
  Object: {},
};

const accepts: Readonly<Record<VariableType, (value: WdlValue) => boolean>> = {
  String: (value) => typeof value === "string",
  Integer: isInteger,
  Float: isNumber,
  Boolean: (value) => typeof value === "boolean",
  Array: isArray,
  Object: isObject,
};

function mismatch(name: string, type: VariableType, value: WdlValue): Refusal {
  if (accepts[type](value)) return undefined;
  const types = type === "Float" ? "Float, Integer" : type;
  return `The variable '${name}' of type '${type}' cannot be initialized or updated with value of type '${typeName(value)}'. The variable '${name}' only supports values of types '${types}'.`;
}

function wrongKind(name: string, type: VariableType, needed: VariableType): Refusal {
  return `The variable '${name}' of type '${type}' cannot be appended to. The variable must be of type '${needed}'.`;
}

function notInitialised(name: string): Refusal {
  return `The variable '${name}' must be initialized before it can be used.`;
}
