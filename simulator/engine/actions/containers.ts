import { typeName, type WdlValue } from "../../expressions/index.ts";
import { limits } from "../facts.ts";
import type { Block } from "../flow.ts";
import { readCondition } from "../load/condition.ts";
import { Settings } from "../load/settings.ts";
import { BlockRun } from "../run/block-run.ts";
import { actionFailed } from "../run/errors.ts";
import { Step } from "../run/step.ts";
import type { ActionKind } from "./kind.ts";

export const scope: ActionKind = {
  read: (settings, { block }) => {
    const actions = block(settings, "actions");
    return { blocks: [actions], begin: (step) => runBlock(step, actions) };
  },
};

export const condition: ActionKind = {
  read: (settings, { reading, block }) => {
    const holds = readCondition(reading, settings, "expression");
    const whenTrue = block(settings, "actions");
    const otherwise = settings.inner("else", `the else of ${settings.what}`);
    const whenFalse: Block =
      otherwise === undefined ? emptyBlock("else") : block(otherwise, "actions", "else");
    otherwise?.done();
    return {
      blocks: [whenTrue, whenFalse],
      begin: (step) => {
        const value = step.evaluate(holds);
        if (typeof value === "boolean") runBlock(step, value ? whenTrue : whenFalse);
        else step.fail(wrongType(step, "Boolean", value));
      },
    };
  },
};

interface Case {
  readonly value: string | number;
  readonly block: Block;
}

export const switchAction: ActionKind = {
  read: (settings, { reading, block }) => {
    const expression = reading.requiredTemplate(settings, "expression");
    const holder = settings.inner("cases", `the cases of ${settings.what}`);
    const cases = (holder?.keys() ?? []).map((label): Case => {
      const one = new Settings(
        `the case ${label} of ${settings.what}`,
        holder?.value(label),
        [...settings.path, "cases", label],
        reading,
      );
      const value = one.required("case");
      if (typeof value !== "string" && typeof value !== "number") one.invalid("case", "a text or a number");
      const read = { value: value as string | number, block: block(one, "actions", label) }; // Just checked.
      one.done();
      return read;
    });
    reading.limit(settings.what, cases.length, limits.switchCases, "cases", [...settings.path, "cases"]);
    const otherwise = settings.inner("default", `the default of ${settings.what}`);
    const fallback = otherwise === undefined ? emptyBlock("default") : block(otherwise, "actions", "default");
    otherwise?.done();
    return {
      blocks: [...cases.map((each) => each.block), fallback],
      begin: (step) => {
        const value = step.evaluate(expression);
        const type = typeName(value);
        if (type !== "String" && type !== "Integer") {
          step.fail(wrongType(step, "String, Integer", value));
          return;
        }
        const other = cases.find((each) => typeName(each.value) !== type);
        if (other === undefined) {
          runBlock(step, cases.find((each) => each.value === value)?.block ?? fallback);
        } else failAll(step, type, typeName(other.value));
      },
    };
  },
};

/** A case of another type fails every action of every branch, and the switch with them (measured by a third party). */
function failAll(step: Step, found: string, expected: string): void {
  for (const block of step.action.work.blocks) {
    for (const action of block.actions) {
      const child = new Step(step.frame, action, undefined);
      const message = `The execution of template action '${action.name}' failed: the branching condition cannot be evaluated: 'The template function 'strongEquals' expects parameters of same type, but found '${found},${expected}' distinct types'.`;
      child.close("Failed", {
        code: "InternalServerError",
        error: { code: "ActionConditionFailed", message },
      });
      step.frame.put(child);
    }
  }
  step.fail(actionFailed);
}

function wrongType(step: Step, expected: string, value: WdlValue) {
  const message = `The execution of template action '${step.action.name}' failed: The result of the evaluation of its 'expression' is not valid. It is of type '${typeName(value)}' but is expected to be a value of type '${expected}'.`;
  return {
    code: "ExpressionEvaluationFailed",
    error: { code: "ExpressionEvaluationFailed", message },
  };
}

function emptyBlock(label: string): Block {
  return { label, actions: [], starts: [], leaves: [] };
}

/** Runs one block of an action; the action ends as the block does. */
function runBlock(step: Step, block: Block): void {
  step.branch = block.label;
  new BlockRun(block, step.frame, (status) => endLike(step, status)).start();
}

/** A container that succeeded shows no code: it is NotSpecified. */
export function endLike(step: Step, status: "Succeeded" | "Failed"): void {
  if (status === "Succeeded") step.end("Succeeded");
  else step.fail(actionFailed);
}
