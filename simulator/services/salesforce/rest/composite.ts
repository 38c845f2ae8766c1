import { maximumCompositeQueries, maximumSubrequests } from "../facts.ts";
import { fault } from "../fault.ts";
import { hasFailedRecord } from "./collections.ts";
import { noSuchReference, substitute } from "./composite-references.ts";
import { objectBody, parseDataUrl, type RestAnswer, type RestContext, type RestRequest } from "./request.ts";

/** Carries one request out and turns a refusal into its answer; nothing of a refused request stays. */
export type Answering = (context: RestContext, request: RestRequest) => RestAnswer;

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

interface Subanswer {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/**
 * `/composite`: up to 25 requests in one call. The outer answer is 200 even when all of it was rolled back.
 * A request that uses the answer of a failed one is halted; with allOrNone everything else is.
 */
export function composite(context: RestContext, request: RestRequest, answer: Answering): RestAnswer {
  const body = objectBody(request.body);
  const subrequests = read(context, body["compositeRequest"]);
  const allOrNone = body["allOrNone"] === true;
  const { store } = context.org;
  const start = store.savepoint();
  const answers: Subanswer[] = [];
  const bodies = new Map<string, unknown>();
  for (const subrequest of subrequests) {
    const result = run(context, request, subrequest, bodies, answer);
    answers.push(result);
    if (!failed(context, subrequest, result)) {
      bodies.set(subrequest.referenceId, result.body);
      continue;
    }
    if (!allOrNone) continue;
    store.rollback(start);
    return {
      status: 200,
      body: {
        compositeResponse: subrequests.map((other) => (other === subrequest ? result : halted(other))),
      },
    };
  }
  return { status: 200, body: { compositeResponse: answers } };
}

function read(context: RestContext, list: unknown): readonly Subrequest[] {
  if (!Array.isArray(list) || list.length === 0) {
    throw fault(400, "JSON_PARSER_ERROR", "The compositeRequest list is missing or empty.");
  }
  if (list.length > maximumSubrequests) {
    throw fault(
      400,
      "LIMIT_EXCEEDED",
      `The composite request holds more than ${maximumSubrequests} subrequests.`,
    );
  }
  const subrequests = list.map((entry: unknown) => readOne(objectBody(entry)));
  if (new Set(subrequests.map(({ referenceId }) => referenceId)).size < subrequests.length) {
    throw fault(400, "INVALID_INPUT", "Duplicate ReferenceId provided in the request.");
  }
  const heavy = subrequests.filter(({ url }) =>
    /\/(?:query|queryAll|composite\/sobjects)(?:[/?]|$)/i.test(url),
  );
  if (heavy.length > maximumCompositeQueries && context.org.quirks["composite-query-cap"] === "five") {
    throw fault(
      400,
      "LIMIT_EXCEEDED",
      `The composite request holds more than ${maximumCompositeQueries} queries and collections.`,
    );
  }
  return subrequests;
}

function readOne(entry: Readonly<Record<string, unknown>>): Subrequest {
  const { method, url, referenceId } = entry;
  if (typeof method !== "string" || typeof url !== "string" || typeof referenceId !== "string") {
    throw fault(400, "JSON_PARSER_ERROR", "A subrequest needs method, url and referenceId.");
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9_]*$/.test(referenceId)) {
    throw fault(
      400,
      "JSON_PARSER_ERROR",
      `Provided referenceId ('${referenceId}') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').`,
    );
  }
  const given = entry["httpHeaders"];
  const headers =
    typeof given === "object" && given !== null
      ? Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)]))
      : {};
  return { method: method.toUpperCase(), url, referenceId, body: entry["body"], headers };
}

function run(
  context: RestContext,
  outer: RestRequest,
  subrequest: Subrequest,
  bodies: ReadonlyMap<string, unknown>,
  answer: Answering,
): Subanswer {
  const url = substitute(subrequest.url, bodies);
  const body = substitute(subrequest.body, bodies);
  if (!url.ok) return refusal(subrequest, noSuchReference(url.missing));
  if (!body.ok) return refusal(subrequest, noSuchReference(body.missing));
  const target = parseDataUrl(String(url.value));
  if (target === undefined)
    return refusal(subrequest, fault(404, "NOT_FOUND", "The requested resource does not exist"));
  const result = answer(context, {
    ...target,
    method: subrequest.method,
    headers: subrequest.headers,
    body: body.value,
    user: outer.user,
  });
  return {
    body: result.body ?? null,
    httpHeaders: pascalCase(result.headers ?? {}),
    httpStatusCode: result.status,
    referenceId: subrequest.referenceId,
  };
}

function failed(context: RestContext, subrequest: Subrequest, result: Subanswer): boolean {
  if (result.httpStatusCode >= 300 && result.httpStatusCode !== 304) return true;
  const collection = /\/composite\/sobjects/i.test(subrequest.url) && subrequest.method !== "GET";
  return (
    collection &&
    context.org.quirks["collection-failure-in-composite"] === "halts" &&
    hasFailedRecord(result.body)
  );
}

function halted(subrequest: Subrequest): Subanswer {
  return refusal(
    subrequest,
    fault(
      400,
      "PROCESSING_HALTED",
      "The transaction was rolled back since another operation in the same transaction failed.",
    ),
  );
}

function refusal(subrequest: Subrequest, error: ReturnType<typeof fault>): Subanswer {
  return {
    body: error.errors,
    httpHeaders: {},
    httpStatusCode: error.status,
    referenceId: subrequest.referenceId,
  };
}

/** Composite answers show header names as `Location` and `Last-Modified`. */
function pascalCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );
}
