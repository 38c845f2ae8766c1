import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import type { HttpAnswer } from "../machine.ts";

/** Whose answer it is and to what, for the sentence that reports it. */
export interface Asked {
  readonly service: string;
  /** In words: `the list of connectors`. */
  readonly request: string;
}

/** The JSON of a good answer. Throws a Failure that says in the service's own words why there is none. */
export function readJson(answer: HttpAnswer, asked: Asked): unknown {
  requireGood(answer, asked);
  return answer.body === "" ? undefined : parseJson(answer.body, asked);
}

/** Throws DEPLOY.ANSWER_UNREADABLE where the text is no JSON. */
export function parseJson(text: string, asked: Asked): unknown {
  const read = parse(text);
  if (read === undefined) throw unreadable(asked, "it is no JSON");
  return read.value;
}

/** Throws DEPLOY.SERVICE_REFUSED for every answer that is not a good one. */
export function requireGood({ status, body }: HttpAnswer, { service, request }: Asked): void {
  if (status >= 200 && status < 300) return;
  const reason = reasonIn(body);
  throw new Failure(deployCodes.finding("SERVICE_REFUSED", { service, request, status, reason }));
}

export function unreadable({ service, request }: Asked, problem: string): Failure {
  return new Failure(deployCodes.finding("ANSWER_UNREADABLE", { service, request, problem }));
}

/** The members of a JSON object; of anything else, none. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** OData and Entra both put their words into `error`, each in its own shape. */
function reasonIn(body: string): string {
  const { error, error_description: description, message } = membersOf(parse(body)?.value);
  const inner = membersOf(error)["message"];
  const words = [inner, description, message, error].find((each) => typeof each === "string" && each !== "");
  if (typeof words === "string") return firstLine(words);
  return body === "" || body.trimStart().startsWith("<") ? "it gives no reason" : firstLine(body);
}

const longestReason = 500;

function firstLine(text: string): string {
  return (text.trim().split(/\r?\n/)[0] ?? "").slice(0, longestReason);
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
