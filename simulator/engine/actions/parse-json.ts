import {
  fromPlain,
  isArray,
  isObject,
  JsonTextError,
  readJson,
  type WdlObject,
  type WdlValue,
} from "../../expressions/index.ts";
import { badInputs } from "../run/errors.ts";
import type { Ending, Step } from "../run/step.ts";
import { checkSchema } from "../schema/check-schema.ts";
import type { ActionKind } from "./kind.ts";

/** Parse JSON, with the codes and texts of measured runs. The body is what was read, never made to fit the schema. */
export const parseJson: ActionKind = {
  read: (settings, { reading }) => {
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const content = reading.requiredTemplate(inputs, "content");
    const given = inputs.value("schema");
    inputs.done();
    const schema = given === undefined ? undefined : fromPlain(given);
    const unsupported = schema === undefined ? undefined : unsupportedKeyword(schema, false);
    return {
      begin: (step) => {
        const value = step.evaluate(content);
        step.inputs = { content: value, ...(schema === undefined ? {} : { schema }) };
        if (unsupported !== undefined) step.fail(schemaRefused(step, unsupported));
        else parse(step, value, schema);
      },
    };
  },
};

function parse(step: Step, content: WdlValue, schema: WdlValue | undefined): void {
  if (content === null || content === "") {
    const reason = "Required property 'content' expects a value but got null. Path ''.";
    const message = `Unable to process template language expressions in action '${step.action.name}' inputs at line '0' and column '0': '${reason}'.`;
    step.inputs = undefined;
    step.fail({ code: "BadRequest", error: { code: "InvalidTemplate", message } });
    return;
  }
  if (isObject(content) && typeof content["$content-type"] === "string" && "$content" in content) {
    step.fail(
      badInputs(
        `The property 'content' must be of type JSON in the 'ParseJson' action inputs, but was of type '${content["$content-type"]}'.`,
      ),
    );
    return;
  }
  let body: WdlValue = content;
  if (typeof content === "string") {
    try {
      body = content.trim() === "" ? null : readJson(content, { lenient: true });
    } catch (error) {
      if (!(error instanceof JsonTextError)) throw error;
      step.fail(notJson(error.message));
      return;
    }
  }
  const errors = schema === undefined ? [] : checkSchema(body, schema);
  if (errors.length === 0) step.succeed({ body });
  else {
    const message = "The schema validation failed.";
    step.fail({
      code: "ValidationFailed",
      error: { code: "ValidationFailed", message, messageTemplate: message },
      outputs: { errors: fromPlain(errors) },
    });
  }
}

function notJson(reason: string): Ending {
  const message = `The 'content' property of actions of type 'ParseJson' must be valid JSON. The provided value cannot be parsed: '${reason}'.`;
  return { code: "InvalidJSON", error: { code: "InvalidJSON", message } };
}

function schemaRefused(step: Step, keyword: string): Ending {
  const message = `The 'schema' property of action '${step.action.name}' inputs contains '${keyword}', which is not supported.`;
  return { code: "ActionSchemaNotSupported", error: { code: "ActionSchemaNotSupported", message } };
}

/** `pattern` and `patternProperties` are refused as keywords; a property may be called so. */
function unsupportedKeyword(schema: WdlValue, isMembers: boolean): string | undefined {
  if (isArray(schema)) {
    return schema.map((each) => unsupportedKeyword(each, false)).find((each) => each !== undefined);
  }
  if (!isObject(schema)) return undefined;
  for (const [key, value] of Object.entries(schema) satisfies [keyof WdlObject, WdlValue][]) {
    if (!isMembers && (key === "pattern" || key === "patternProperties")) return key;
    if (!isMembers && (key === "enum" || key === "const" || key === "default")) continue;
    const inner = unsupportedKeyword(value, !isMembers && (key === "properties" || key === "definitions"));
    if (inner !== undefined) return inner;
  }
  return undefined;
}
