import { Failure } from "../../../generator/diagnostics/failure.ts";
import {
  isArray,
  isInteger,
  isNumber,
  isObject,
  JsonTextError,
  readJson,
  type WdlValue,
} from "../../expressions/index.ts";
import { runCodes } from "../codes.ts";
import type { Flow, Parameter, ParameterType } from "../flow.ts";

/** Values of environment variables by schema name, as Dataverse keeps them: texts. A parameter's own name will do too. */
export type VariableTexts = Readonly<Record<string, string | undefined>>;

/**
 * The values of a flow's parameters from the moment it is turned on. A parameter that is bound to an environment
 * variable takes the variable's value; what was changed later reaches the flow when it is turned on again.
 */
export function parameterValues(flow: Flow, variables: VariableTexts): ReadonlyMap<string, WdlValue> {
  return new Map(
    flow.parameters.map((parameter) => {
      const text = variables[parameter.schemaName ?? parameter.name] ?? variables[parameter.name];
      const value = text === undefined ? parameter.default : fromText(parameter, text);
      if (value !== undefined) return [parameter.name.toLowerCase(), value];
      throw new Failure(runCodes.finding("PARAMETER_MISSING", { parameter: parameter.name }));
    }),
  );
}

function fromText(parameter: Parameter, text: string): WdlValue {
  const value = readAs(parameter.type, text);
  if (value !== undefined) return value;
  const { name, type } = parameter;
  throw new Failure(runCodes.finding("PARAMETER_INVALID", { parameter: name, type }));
}

/** Undefined when the text is not of the type. A yes/no variable is written `yes` and `no`. */
function readAs(type: ParameterType, text: string): WdlValue | undefined {
  switch (type) {
    case "String":
    case "SecureString":
      return text;
    case "Bool": {
      const word = text.trim().toLowerCase();
      return ["yes", "true", "1"].includes(word)
        ? true
        : ["no", "false", "0"].includes(word)
          ? false
          : undefined;
    }
    default: {
      const value = parse(text);
      return value !== undefined && fits(type, value) ? value : undefined;
    }
  }
}

function parse(text: string): WdlValue | undefined {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) return undefined;
    throw error;
  }
}

/** Whether a value may stand for a parameter of the type. */
export function fits(type: ParameterType, value: WdlValue): boolean {
  switch (type) {
    case "String":
    case "SecureString":
      return typeof value === "string";
    case "Int":
      return isInteger(value);
    case "Float":
      return isNumber(value);
    case "Bool":
      return typeof value === "boolean";
    case "Array":
      return isArray(value);
    case "Object":
    case "SecureObject":
      return isObject(value) || isArray(value);
  }
}
