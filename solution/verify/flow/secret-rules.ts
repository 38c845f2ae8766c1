import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { objectOf, textIn } from "../json-values.ts";
import { flowCodes } from "./codes.ts";
import type { FlowParts } from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";
import { isTellingName, type Literal, tokenShape } from "./secret-candidates.ts";

/** Whoever may read a flow reads the secrets in it; so do run histories and repositories. */
export const secretRules: readonly FlowRule[] = [{ codes: ["CLOUDFLOW.SECRET_IN_TEXT"], check: secrets }];

function secrets(flow: FlowParts, file: string): readonly Diagnostic[] {
  const found = [...flow.literals, ...defaults(flow), ...namedVariables(flow)].filter(isSecret);
  return found.map(({ path }) => flowCodes.finding("SECRET_IN_TEXT", { name: nameOf(path) }, at(file, path)));
}

/** The last name on the way that says something. */
const nameOf = (path: Literal["path"]): string =>
  String(path.findLast((step) => typeof step === "string" && !/^(?:value|defaultValue)$/.test(step)) ?? "");

/** Defaults of parameters that the flow declares as secret. */
function defaults({ definition, base }: FlowParts): readonly Literal[] {
  return Object.entries(objectOf(definition["parameters"])).flatMap(([name, declaration]) => {
    const { type, defaultValue } = objectOf(declaration);
    const text = textIn(defaultValue);
    const isSecure = /^secure/i.test(textIn(type)) || isTellingName(name);
    return isSecure && text !== "" ? [{ text, path: [...base, "parameters", name, "defaultValue"] }] : [];
  });
}

/** Variables and Compose actions whose names say that a secret is in them. */
function namedVariables({ actions }: FlowParts): readonly Literal[] {
  return actions.flatMap((action) => {
    const { kind, name: called } = action;
    const isTelling = kind === "compose" && isTellingName(called);
    if (!isTelling && kind !== "initializevariable") return [];
    const { inputs } = action.value;
    const path = [...action.path, "inputs"];
    if (isTelling) return [{ text: textIn(inputs), path }];
    const { variables } = objectOf(inputs);
    if (!Array.isArray(variables)) return [];
    return variables.flatMap((each: unknown, index) => {
      const { name, value } = objectOf(each);
      return isTellingName(textIn(name))
        ? [{ text: textIn(value), path: [...path, "variables", index, textIn(name)] }]
        : [];
    });
  });
}

/** What stands for a secret that is to be filled in, says where it comes from, or is plain words. */
const placeholder =
  /^[<{[(*#%]|your|placeholder|example|sample|x{3}|\*{3}|change|todo|dummy|insert|replace|enter|@\{|\s\S+\s|^https?:\/\/[^?]*$/i;

function isSecret({ text }: Literal): boolean {
  const value = text.replace(/^(?:Bearer|Basic)\s+/i, "");
  if (value.length < 8 || value.startsWith("@")) return false;
  const shape = tokenShape.exec(value)?.[0];
  if (shape === undefined) return !placeholder.test(value);
  // What stands behind the name of the secret; a token of known form has no name.
  const mark = shape.indexOf("=");
  return mark === -1 || !placeholder.test(shape.slice(mark + 1));
}
