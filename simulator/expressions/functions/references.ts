import { ExpressionError } from "../expression-error.ts";
import type { Quirks } from "../quirks.ts";
import type { WdlValue } from "../value.ts";
import { textArgument } from "./arguments.ts";
import { type FunctionDefinition, scoped } from "./definition.ts";

/** What expressions refer to: parameters, variables, actions, the trigger, loops and the run. */
export function referenceFunctions(quirks: Quirks): readonly FunctionDefinition[] {
  const actionMissing = quirks["missing-action"] === "null" ? () => null : noSuchAction;
  const byAction = (name: string, hook: "outputs" | "body" | "action" | "result"): FunctionDefinition =>
    scoped(name, [1, 1], (scope, action) => {
      const key = textArgument(name, action);
      const found = (scope[hook] ?? notHere(name))(key);
      return found === undefined ? actionMissing(name, key) : found;
    });
  return [
    scoped("parameters", [1, 1], (scope, name) => {
      const key = textArgument("parameters", name);
      const found = (scope.parameter ?? notHere("parameters"))(key);
      if (found === undefined) throw new ExpressionError(`The workflow parameter '${key}' is not found.`);
      return found;
    }),
    scoped("variables", [1, 1], (scope, name) => {
      const key = textArgument("variables", name);
      const found = (scope.variable ?? notHere("variables"))(key);
      if (found !== undefined) return found;
      throw new ExpressionError(
        `The variable '${key}' is not found: it must be initialized before it can be used.`,
      );
    }),
    byAction("outputs", "outputs"),
    byAction("actionOutputs", "outputs"),
    byAction("body", "body"),
    byAction("actionBody", "body"),
    byAction("actions", "action"),
    byAction("result", "result"),
    scoped("action", [0, 0], (scope) => here("action", scope.thisAction?.())),
    scoped("trigger", [0, 0], (scope) => here("trigger", scope.trigger?.())),
    scoped("triggers", [0, 0], (scope) => here("triggers", scope.trigger?.())),
    scoped("triggerOutputs", [0, 0], (scope) => here("triggerOutputs", scope.triggerOutputs?.())),
    scoped("triggerBody", [0, 0], (scope) => here("triggerBody", scope.triggerBody?.())),
    scoped("item", [0, 0], (scope) => here("item", scope.item?.())),
    scoped("items", [1, 1], (scope, loop) => {
      const key = textArgument("items", loop);
      return noSuchLoop("items", key, (scope.items ?? notHere("items"))(key));
    }),
    scoped("iterationIndexes", [1, 1], (scope, loop) => {
      const key = textArgument("iterationIndexes", loop);
      const found = (scope.iterationIndexes ?? notHere("iterationIndexes"))(key);
      return noSuchLoop("iterationIndexes", key, found);
    }),
    scoped("workflow", [0, 0], (scope) => here("workflow", scope.workflow?.())),
    scoped("listCallbackUrl", [0, 0], (scope) => here("listCallbackUrl", scope.listCallbackUrl?.())),
    // Of Logic Apps alone: a flow that uses it fails.
    scoped("appsetting", [1, 1], () => here("appsetting", undefined)),
  ];
}

function noSuchAction(name: string, action: string): WdlValue {
  throw new ExpressionError(
    name === "result"
      ? `The scoped action '${action}' referenced by the template language function 'result' is not defined in the template.`
      : `The action '${action}' referenced by the template language function '${name}' is not defined in the template.`,
  );
}

function noSuchLoop(name: string, loop: string, found: WdlValue | undefined): WdlValue {
  if (found !== undefined) return found;
  throw new ExpressionError(
    `The loop '${loop}' referenced by the template language function '${name}' does not enclose this action.`,
  );
}

function notHere(name: string): () => never {
  return () => {
    throw new ExpressionError(`The template function '${name}' is not expected at this location.`);
  };
}

function here(name: string, value: WdlValue | undefined): WdlValue {
  return value === undefined ? notHere(name)() : value;
}
