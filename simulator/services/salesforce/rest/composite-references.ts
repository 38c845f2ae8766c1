import { fault, type SalesforceFault } from "../fault.ts";

export type Substituted =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly missing: string };

/** Replaces `@{reference.path[0].Field}` by values of earlier answers, in texts at any depth. */
export function substitute(value: unknown, bodies: ReadonlyMap<string, unknown>): Substituted {
  const missing: string[] = [];
  const result = replaceIn(value, bodies, missing);
  const [first] = missing;
  return first === undefined ? { ok: true, value: result } : { ok: false, missing: first };
}

export function noSuchReference(expression: string): SalesforceFault {
  const name = expression.split(/[.[]/)[0] ?? expression;
  return fault(
    400,
    "PROCESSING_HALTED",
    `Invalid reference specified. No value for ${expression} found in ${name}`,
  );
}

function replaceIn(value: unknown, bodies: ReadonlyMap<string, unknown>, missing: string[]): unknown {
  if (typeof value === "string") {
    if (!value.includes("@{")) return value;
    return value.replace(/@\{([^}]*)\}/g, (_, expression: string) => {
      const found = look(expression, bodies);
      if (found === undefined || found === null || typeof found === "object") {
        missing.push(expression);
        return "";
      }
      return String(found);
    });
  }
  if (Array.isArray(value)) return value.map((entry) => replaceIn(entry, bodies, missing));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, replaceIn(entry, bodies, missing)]),
    );
  }
  return value;
}

function look(expression: string, bodies: ReadonlyMap<string, unknown>): unknown {
  const steps = expression.match(/[A-Za-z0-9_]+|\[\d+\]/g) ?? [];
  const [name, ...path] = steps;
  if (name === undefined || steps.join("").length !== expression.replaceAll(".", "").length) return undefined;
  let current: unknown = bodies.get(name);
  for (const step of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = step.startsWith("[")
      ? Array.isArray(current)
        ? current[Number(step.slice(1, -1))]
        : undefined
      : Object.entries(current).find(([key]) => key.toLowerCase() === step.toLowerCase())?.[1];
  }
  return current;
}
