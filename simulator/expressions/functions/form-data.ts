import { bodyOf } from "../create-scope.ts";
import { ExpressionError } from "../expression-error.ts";
import type { Scope } from "../scope.ts";
import { isArray, isObject, type WdlValue } from "../value.ts";
import { findKey } from "../values/names.ts";
import { toText } from "../values/to-text.ts";
import { countArgument, textArgument } from "./arguments.ts";
import { type FunctionDefinition, scoped } from "./definition.ts";

/**
 * Fields of forms and parts of multipart content. The platform keeps both beside the raw content of a body: `$formdata`
 * as `[{ key, value }]`, `$multipart` as `[{ headers, body }]`; the content type is the one of the outputs' headers.
 */
export const formDataFunctions: readonly FunctionDefinition[] = [
  scoped("triggerFormDataValue", [1, 1], (scope, key) =>
    oneField("triggerFormDataValue", triggerOutputs(scope), key),
  ),
  scoped("triggerFormDataMultiValues", [1, 1], (scope, key) =>
    fields(
      "triggerFormDataMultiValues",
      triggerOutputs(scope),
      textArgument("triggerFormDataMultiValues", key),
    ),
  ),
  scoped("triggerMultipartBody", [1, 1], (scope, index) =>
    partAt("triggerMultipartBody", triggerOutputs(scope), index),
  ),
  scoped("formDataValue", [2, 2], (scope, action, key) =>
    oneField("formDataValue", actionOutputs("formDataValue", scope, action), key, "second"),
  ),
  scoped("formDataMultiValues", [2, 2], (scope, action, key) =>
    fields(
      "formDataMultiValues",
      actionOutputs("formDataMultiValues", scope, action),
      textArgument("formDataMultiValues", key, "second"),
    ),
  ),
  scoped("multipartBody", [2, 2], (scope, action, index) =>
    partAt("multipartBody", actionOutputs("multipartBody", scope, action), index, "second"),
  ),
];

function triggerOutputs(scope: Scope): WdlValue {
  return scope.triggerOutputs?.() ?? null;
}

function actionOutputs(name: string, scope: Scope, action: WdlValue | undefined): WdlValue {
  const key = textArgument(name, action, "first");
  const outputs = scope.outputs?.(key);
  if (outputs !== undefined) return outputs;
  throw new ExpressionError(
    `The action '${key}' referenced by the template language function '${name}' is not defined in the template.`,
  );
}

function oneField(
  name: string,
  outputs: WdlValue,
  key: WdlValue | undefined,
  ordinal: "only" | "second" = "only",
): WdlValue {
  const field = textArgument(name, key, ordinal);
  const found = fields(name, outputs, field);
  if (found.length > 1) {
    throw notRetrieved(name, "formdata", `There are more than one items matching the field name '${field}'.`);
  }
  return found[0] ?? null;
}

function fields(name: string, outputs: WdlValue, key: string): readonly WdlValue[] {
  const type = contentType(outputs);
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type ?? "")) {
    throw notRetrieved(
      name,
      "formdata",
      `The output content is not a valid form data content. Supported form data content types are 'multipart/form-data' and 'application/x-www-form-urlencoded' and the provided content type is '${type ?? "<null>"}'.`,
    );
  }
  const form = member(bodyOf(outputs), "$formdata");
  if (isArray(form)) {
    return form.filter((field) => member(field, "key") === key).map((field) => member(field, "value"));
  }
  return parts(outputs)
    .filter((part) => fieldName(part) === key)
    .map((part) => member(part, "body"));
}

function partAt(
  name: string,
  outputs: WdlValue,
  index: WdlValue | undefined,
  ordinal: "only" | "second" = "only",
): WdlValue {
  const wanted = countArgument(name, index, ordinal);
  const type = contentType(outputs);
  if (!/^multipart\//i.test(type ?? "")) {
    throw notRetrieved(
      name,
      "multipart",
      `The supported multipart content type is 'multipart/*' and the provided content type is '${type ?? "<null>"}'.`,
    );
  }
  const all = parts(outputs);
  if (wanted < 0 || wanted >= all.length) {
    throw notRetrieved(
      name,
      "multipart",
      `The index value '${wanted}' exceeds the number of multipart contents '${all.length}' in the outputs.`,
    );
  }
  return member(all[wanted] ?? null, "body");
}

function parts(outputs: WdlValue): readonly WdlValue[] {
  const all = member(bodyOf(outputs), "$multipart");
  return isArray(all) ? all : [];
}

function fieldName(part: WdlValue): string | undefined {
  const disposition = header(member(part, "headers"), "content-disposition") ?? "";
  const match = /\bname="([^"]*)"|\bname=([^;\s]+)/i.exec(disposition);
  return match?.[1] ?? match?.[2];
}

function contentType(outputs: WdlValue): string | undefined {
  return header(member(outputs, "headers"), "content-type");
}

function header(headers: WdlValue, name: string): string | undefined {
  if (!isObject(headers)) return undefined;
  const key = findKey(headers, name);
  return key === undefined ? undefined : toText(headers[key] ?? null);
}

function member(value: WdlValue | undefined, name: string): WdlValue {
  return isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

function notRetrieved(name: string, what: string, why: string): ExpressionError {
  return new ExpressionError(
    `The template language function '${name}' failed to retrieve ${what} contents from outputs. ${why}`,
  );
}
