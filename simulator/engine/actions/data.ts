import { compileValue, isArray, toText, typeName, type WdlValue } from "../../expressions/index.ts";
import { badInputs } from "../run/errors.ts";
import { ItemScope } from "../run/scope.ts";
import type { Step } from "../run/step.ts";
import type { ActionKind } from "./kind.ts";

// Data operations. Their outputs are `{ body }`; a Compose gives the value itself.

export const compose: ActionKind = {
  read: (settings, { reading }) => {
    const inputs = reading.requiredTemplate(settings, "inputs");
    return {
      begin: (step) => {
        const value = step.evaluate(inputs);
        step.inputs = value;
        step.succeed(value);
      },
    };
  },
};

export const select: ActionKind = {
  read: (settings, { reading }) => {
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const from = reading.requiredTemplate(inputs, "from");
    const each = reading.requiredTemplate(inputs, "select");
    inputs.done();
    return {
      begin: (step) =>
        withItems(step, "select", step.evaluate(from), (items) => {
          const scope = new ItemScope(step.frame);
          step.succeed({
            body: items.map((item) => {
              scope.current = item;
              return each(scope);
            }),
          });
        }),
    };
  },
};

export const query: ActionKind = {
  read: (settings, { reading }) => {
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const from = reading.requiredTemplate(inputs, "from");
    const where = reading.requiredTemplate(inputs, "where");
    inputs.done();
    return {
      begin: (step) =>
        withItems(step, "query", step.evaluate(from), (items) => {
          const scope = new ItemScope(step.frame);
          const kept: WdlValue[] = [];
          for (const item of items) {
            scope.current = item;
            const holds = where(scope);
            if (typeof holds !== "boolean") {
              step.fail(notBoolean(step, holds));
              return;
            }
            if (holds) kept.push(item);
          }
          step.succeed({ body: kept });
        }),
    };
  },
};

function notBoolean(step: Step, value: WdlValue) {
  return badInputs(
    `The 'where' expression of the 'query' action '${step.action.name}' is of type '${typeName(value)}'. The value must be of type 'Boolean'.`,
  );
}

export const join: ActionKind = {
  read: (settings, { reading }) => {
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const from = reading.requiredTemplate(inputs, "from");
    const joinWith = reading.requiredTemplate(inputs, "joinWith");
    inputs.done();
    return {
      begin: (step) => {
        const separator = toText(step.evaluate(joinWith));
        withItems(step, "join", step.evaluate(from), (items) => {
          step.inputs = { from: [...items], joinWith: separator };
          step.succeed({ body: items.map(toText).join(separator) });
        });
      },
    };
  },
};

/** Goes on with an array, or ends the action that was given something else. */
export function withItems(
  step: Step,
  type: string,
  value: WdlValue,
  goOn: (items: readonly WdlValue[]) => void,
): void {
  step.inputs = { from: value };
  if (isArray(value)) goOn(value);
  else {
    step.fail(
      badInputs(
        `The 'from' property value in the '${type}' action inputs is of type '${typeName(value)}'. The value must be an array.`,
      ),
    );
  }
}

/**
 * The designer's date, text and number operations. Each is a function of the expression language whose arguments are
 * members of the inputs.
 */
const operations: Readonly<Record<string, { readonly call: string; readonly needs: readonly string[] }>> = {
  AddToTime: { call: "addToTime", needs: ["baseTime", "interval", "timeUnit"] },
  SubtractFromTime: { call: "subtractFromTime", needs: ["baseTime", "interval", "timeUnit"] },
  ConvertTimeZone: {
    call: "convertTimeZone",
    needs: ["baseTime", "sourceTimeZone", "destinationTimeZone", "formatString?"],
  },
  CurrentTime: { call: "utcNow", needs: [] },
  GetFutureTime: { call: "getFutureTime", needs: ["interval", "timeUnit"] },
  GetPastTime: { call: "getPastTime", needs: ["interval", "timeUnit"] },
  FormatNumber: { call: "formatNumber", needs: ["number", "format", "locale?"] },
  IndexOf: { call: "indexOf", needs: ["text", "searchText"] },
  Substring: { call: "substring", needs: ["text", "start", "length?"] },
};

export const expression: ActionKind = {
  kinds: Object.keys(operations),
  read: (settings, { kind, reading }) => {
    if (!settings.has("kind")) settings.missing("kind");
    const operation = operations[kind ?? ""] ?? { call: "utcNow", needs: [] };
    const inputs = settings.inner("inputs", `the inputs of ${settings.what}`);
    const given = operation.needs.flatMap((need) => {
      const key = need.replace("?", "");
      if (inputs !== undefined && !inputs.has(key) && key === need) inputs.missing(key);
      return inputs?.has(key) === true ? [{ key, template: reading.template(inputs, key) }] : [];
    });
    inputs?.done();
    const call = `@${operation.call}(${given.map(({ key }) => `triggerBody()['${key}']`).join(", ")})`;
    const evaluate = compileValue(call);
    return {
      begin: (step) => {
        const values = Object.fromEntries(given.map(({ key, template }) => [key, step.evaluate(template)]));
        step.inputs = values;
        const body = evaluate({
          triggerBody: () => values,
          now: () => step.run.now(),
          random: () => step.run.world.random.next(),
        });
        step.succeed({ body });
      },
    };
  },
};
