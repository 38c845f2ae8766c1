import { unzipSync } from "fflate";
import { maximumDeployFiles } from "../facts.ts";
import { fault } from "../fault.ts";
import type { RestAnswer, RestContext, RestRequest } from "../rest/request.ts";
import { type ComponentResult, deployPackage } from "./deploy-package.ts";
import { readMultipart } from "./multipart.ts";

/**
 * `metadata/deployRequest` [Metadata API developer guide, deploying through REST]: takes a zip in a multipart body, and
 * tells afterwards how it went. The deployment is over when the request is answered.
 */
export function deployRequest(context: RestContext, request: RestRequest): RestAnswer | undefined {
  const [, , id, ...more] = request.segments;
  if (more.length > 0) return undefined;
  if (id === undefined) return request.method === "POST" ? deploy(context, request) : undefined;
  if (request.method !== "GET") return undefined;
  const known = context.deployments.get(id);
  if (known === undefined) throw fault(404, "NOT_FOUND", "The requested resource does not exist");
  return { status: 200, body: answerOf(id, known, request.query["includeDetails"] === "true") };
}

/** A deployment that is over. */
export interface Deployment {
  readonly checkOnly: boolean;
  readonly results: readonly ComponentResult[];
  readonly at: string;
}

function deploy({ org, deployments }: RestContext, { headers, body }: RestRequest): RestAnswer {
  const parts = readMultipart(headers["content-type"] ?? "", typeof body === "string" ? body : "");
  const zip = parts.find(({ type }) => type === "application/zip")?.bytes;
  if (zip === undefined) throw fault(400, "INVALID_MULTIPART_REQUEST", "The request has no part with a zip");
  const options = optionsOf(parts.find(({ type }) => type === "application/json")?.bytes);
  const checkOnly = options["checkOnly"] === true;
  const id = org.ids.next("0Af");
  const deployment = { checkOnly, results: deployPackage(org, filesOf(zip), checkOnly), at: org.now() };
  deployments.set(id, deployment);
  return { status: 201, body: { ...answerOf(id, deployment, false), deployOptions: options } };
}

/** Texts by path. A wrapper folder is taken off, as it is where `singlePackage` is false. */
function filesOf(zip: Uint8Array): Readonly<Record<string, string>> {
  const entries = Object.entries(unzipSync(zip)).filter(([name]) => !name.endsWith("/"));
  if (entries.length > maximumDeployFiles)
    throw fault(400, "LIMIT_EXCEEDED", "Maximum number of files exceeded");
  const manifest = entries.find(([name]) => /^(?:[^/]+\/)?package\.xml$/.test(name))?.[0];
  if (manifest === undefined) throw fault(400, "INVALID_PACKAGE", "No package.xml found");
  const root = manifest.slice(0, -"package.xml".length);
  const decoder = new TextDecoder();
  return Object.fromEntries(
    entries
      .filter(([name]) => name.startsWith(root))
      .map(([name, bytes]) => [name.slice(root.length), decoder.decode(bytes)]),
  );
}

function optionsOf(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> {
  const given: unknown = bytes === undefined ? {} : JSON.parse(new TextDecoder().decode(bytes));
  const options: unknown =
    typeof given === "object" && given !== null && "deployOptions" in given ? given.deployOptions : {};
  return typeof options === "object" && options !== null ? Object.fromEntries(Object.entries(options)) : {};
}

function answerOf(id: string, { checkOnly, results, at }: Deployment, withDetails: boolean) {
  const failures = results.filter(({ problemType }) => problemType === "Error");
  const successes = results.filter(({ problemType }) => problemType !== "Error");
  const success = failures.length === 0;
  return {
    id,
    validatedDeployRequestId: null,
    deployResult: {
      id,
      checkOnly,
      done: true,
      success,
      status: success ? "Succeeded" : "Failed",
      numberComponentErrors: failures.length,
      numberComponentsDeployed: success ? successes.length : 0,
      numberComponentsTotal: results.length,
      numberTestErrors: 0,
      numberTestsCompleted: 0,
      numberTestsTotal: 0,
      createdDate: at,
      completedDate: at,
      ...(withDetails
        ? {
            details: {
              componentSuccesses: successes.map(described),
              componentFailures: failures.map(described),
              runTestResult: { numTestsRun: 0, numFailures: 0, failures: [], successes: [] },
            },
          }
        : {}),
    },
  };
}

function described({ type, name, problem, problemType, change }: ComponentResult) {
  return {
    componentType: type,
    fullName: name,
    success: problemType !== "Error",
    created: change === "created",
    changed: change !== "none",
    deleted: change === "deleted",
    problem: problem ?? null,
    problemType: problemType ?? null,
  };
}
