import { performance } from "node:perf_hooks";
import { compileTemplate, createScope, fromPlain } from "../../simulator/expressions/index.ts";
import type { Measurement } from "./bench-table.ts";

/** Expressions as flows have them: simple, and of the size of a projection. */
const templates = [
  ["simple", "@equals(outputs('Read')?['body']?['status'], 'Active')"],
  ["text", "@{toLower(trim(outputs('Read')?['body']?['name']))} ✔"],
  [
    "larger",
    "@if(and(not(empty(outputs('Read')?['body']?['name'])), greater(outputs('Read')?['body']?['value'], 10)), concat(outputs('Read')?['body']?['name'], '-', string(outputs('Read')?['body']?['value'])), coalesce(outputs('Read')?['body']?['none'], 'x'))",
  ],
] as const;

const measuredMs = 1_000;

/** How many evaluations a second, parsed once, on one core and warmed up. */
export function benchExpressions(): readonly Measurement[] {
  const scope = createScope({
    outputs: { Read: fromPlain({ body: { status: "Active", name: " Fabrikam ", value: 12 } }) },
  });
  return templates.map(([name, template]) => {
    const evaluate = compileTemplate(template);
    const perSecond = Math.max(...[1, 2, 3].map(() => rate(() => evaluate(scope))));
    return {
      what: `expressions, ${name}`,
      value: perSecond,
      unit: "/s",
      ...(name === "simple" ? { least: 2_000_000 } : {}),
    };
  });
}

function rate(work: () => unknown): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < measuredMs) {
    for (let inner = 0; inner < 1_000; inner += 1) work();
    count += 1_000;
  }
  return (count / (performance.now() - start)) * 1_000;
}
