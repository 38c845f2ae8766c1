import {
  compileValue,
  fromPlain,
  isNumber,
  toText,
  typeName,
  type WdlValue,
} from "../../expressions/index.ts";
import { runCodes } from "../codes.ts";
import { limits } from "../facts.ts";
import { variableTypes } from "../flow.ts";
import { referencesIn } from "../load/references-in.ts";
import { isObject as isSettings, placeOf, Settings } from "../load/settings.ts";
import { badInputs } from "../run/errors.ts";
import type { Step } from "../run/step.ts";
import type { Refusal } from "../run/variables.ts";
import type { ActionKind, Inside } from "./kind.ts";

export const initializeVariable: ActionKind = {
  read: (settings, { reading, name, isAtTop }) => {
    if (!isAtTop) {
      const data = { action: name, type: "InitializeVariable", place: "inside another action" };
      reading.find(runCodes.finding("PLACE_FORBIDDEN", data, { where: placeOf(reading, settings.path) }));
    }
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const listed = inputs.list("variables");
    if (listed === undefined) inputs.missing("variables");
    inputs.done();
    const declared = (listed ?? []).map((value, index) => {
      const path = [...inputs.path, "variables", index];
      const variable = new Settings(`the variable of ${settings.what}`, value, path, reading);
      const read = {
        name: variable.requiredText("name"),
        type: variable.word("type", variableTypes) ?? "String",
        value: reading.optionalTemplate(variable, "value"),
      };
      if (!variable.has("type")) variable.missing("type");
      variable.done();
      reading.variables.set(read.name.toLowerCase(), { name: read.name, type: read.type });
      return read;
    });
    reading.limit("the flow", reading.variables.size, limits.variables, "variables", settings.path);
    return {
      begin: (step) => {
        const values = declared.map((variable) => ({
          ...variable,
          value: variable.value === undefined ? undefined : step.evaluate(variable.value),
        }));
        step.inputs = {
          variables: values.map(({ name: called, type, value }) => ({
            name: called,
            type,
            ...(value === undefined ? {} : { value }),
          })),
        };
        const refusals = values.map((variable) => step.run.variables.initialise(variable, variable.value));
        finish(
          step,
          refusals.find((refusal) => refusal !== undefined),
        );
      },
    };
  },
};

/** An action that changes one variable by one value. */
function change(
  apply: (step: Step, name: string, value: WdlValue) => Refusal,
  needsValue = true,
): ActionKind {
  return {
    read: (settings, { reading }) => {
      const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
      const name = inputs.requiredText("name");
      reading.refer("variable", name, settings.what, [...inputs.path, "name"]);
      const value = needsValue
        ? reading.requiredTemplate(inputs, "value")
        : reading.optionalTemplate(inputs, "value");
      inputs.done();
      return {
        begin: (step) => {
          const given = value === undefined ? 1 : step.evaluate(value);
          step.inputs = { name, value: given };
          finish(step, apply(step, name, given));
        },
      };
    },
  };
}

const set = change((step, name, value) => step.run.variables.set(name, value));

export const setVariable: ActionKind = {
  read: (settings, inside) => {
    forbidSelfReference(settings, inside);
    return set.read(settings, inside);
  },
};

/** A variable cannot be set from itself: the service refuses it on save. */
function forbidSelfReference(settings: Settings, { reading }: Inside): void {
  const inputs = settings.value("inputs");
  if (!isSettings(inputs)) return;
  const name = String(inputs["name"]);
  const { references } = referencesIn(fromPlain(inputs["value"]));
  const itself = references.find(
    (each) => each.kind === "variable" && each.name.toLowerCase() === name.toLowerCase(),
  );
  if (itself === undefined) return;
  const data = { what: settings.what, reference: `variables('${name}')`, reason: "it sets that variable" };
  const where = placeOf(reading, [...settings.path, "inputs", "value"]);
  reading.find(runCodes.finding("REFERENCE_MISPLACED", data, { where }));
}

export const appendToArrayVariable = change((step, name, value) => step.run.variables.append(name, value));

/** Appending null appends nothing (measured by a third party). */
export const appendToStringVariable = change((step, name, value) =>
  step.run.variables.appendText(name, value === null ? "" : toText(value)),
);

const sum = compileValue("@add(variables('a'), variables('b'))");
const difference = compileValue("@sub(variables('a'), variables('b'))");

export const incrementVariable = change((step, name, value) => count(step, name, value, sum), false);
export const decrementVariable = change((step, name, value) => count(step, name, value, difference), false);

function count(step: Step, name: string, by: WdlValue, operation: typeof sum): Refusal {
  const current = step.run.variables.read(name) ?? null;
  const wrong = [current, by].find((value) => !isNumber(value));
  if (wrong !== undefined) {
    return `The variable '${name}' cannot be counted with a value of type '${typeName(wrong)}'. The value must be of type 'Integer' or 'Float'.`;
  }
  const value = operation({ variable: (which) => (which === "a" ? current : by) });
  return step.run.variables.set(name, value);
}

function finish(step: Step, refusal: Refusal): void {
  if (refusal === undefined) step.end("Succeeded", { code: "OK" });
  else step.fail(badInputs(refusal));
}
